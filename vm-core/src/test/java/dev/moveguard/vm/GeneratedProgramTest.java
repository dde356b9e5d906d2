package dev.moveguard.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.vm.Script.Answering;
import dev.moveguard.vm.Script.Behaviour;
import dev.moveguard.vm.Script.Under;
import dev.moveguard.vm.ScriptRun.Outcome;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The control laws, on generated programs: same outcome and same events, before and after a rewrite. */
class GeneratedProgramTest {
    private static final int TRIES = 1_000;

    @Provide
    Arbitrary<Script> scripts() {
        return Scripts.any();
    }

    @Provide
    Arbitrary<Way> ways() {
        return Arbitraries.of(Way.class);
    }

    /** Which of the scopes are rewritten. */
    private static final class Chosen {
        private final int mask;
        private int next;

        Chosen(int mask) {
            this.mask = mask;
        }

        boolean next() {
            return (mask >>> (next++ % 31) & 1) == 1;
        }

        UnaryOperator<Script> around(UnaryOperator<Script> change) {
            return script -> next() ? change.apply(script) : script;
        }

        UnaryOperator<Under> replacing(Map<Behaviour, Behaviour> replacement) {
            return under -> next() ? new Under(replaced(under.handler(), replacement), under.body()) : under;
        }

        private static Answering replaced(Answering handler, Map<Behaviour, Behaviour> replacement) {
            return handler.with(replacement.getOrDefault(handler.behaviour(), handler.behaviour()));
        }
    }

    private static void same(Script one, Script other, Way way) {
        Outcome expected = ScriptRun.of(one, way);

        assertThat(ScriptRun.of(other, way)).as("%s%nagainst%n%s", one, other).isEqualTo(expected);
    }

    private static UnaryOperator<Script> passing(boolean oneStep) {
        return script -> new Under(Answering.passing(oneStep), script);
    }

    @Property(tries = TRIES, seed = "1260", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-260")
    void aPassingHandlerIsTransparent(
            @ForAll("scripts") Script script, @ForAll("ways") Way way, @ForAll int mask, @ForAll boolean oneStep) {
        same(script, script.rewrite(UnaryOperator.identity(), new Chosen(mask).around(passing(oneStep))), way);
    }

    @Property(tries = TRIES, seed = "1261", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-261")
    void passIsPerformAgainAndTransfer(@ForAll("scripts") Script script, @ForAll("ways") Way way, @ForAll int mask) {
        Map<Behaviour, Behaviour> swap = Map.of(
                Behaviour.PERFORM_AGAIN_AND_TRANSFER, Behaviour.PASS,
                Behaviour.PASS, Behaviour.PERFORM_AGAIN_AND_TRANSFER);
        Script quiet = script.rewrite(GeneratedProgramTest::silent, UnaryOperator.identity());

        same(quiet, quiet.rewrite(new Chosen(mask).replacing(swap), UnaryOperator.identity()), way);
    }

    /** Passing leaves no event, so its counterpart must not leave one either. */
    private static Under silent(Under under) {
        Answering handler = under.handler();
        return new Under(
                new Answering(handler.effect(), handler.behaviour(), handler.number(), handler.oneStep(), true),
                under.body());
    }

    @Property(tries = TRIES, seed = "1262", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-262")
    void throwingBeforeUseIsTransferThrow(@ForAll("scripts") Script script, @ForAll("ways") Way way, @ForAll int mask) {
        Map<Behaviour, Behaviour> swap = Map.of(
                Behaviour.THROW, Behaviour.TRANSFER_THROW,
                Behaviour.TRANSFER_THROW, Behaviour.THROW);

        same(script, script.rewrite(new Chosen(mask).replacing(swap), UnaryOperator.identity()), way);
    }

    @Property(tries = TRIES, seed = "1263", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-263")
    void aLastResumeIsATransfer(@ForAll("scripts") Script script, @ForAll("ways") Way way, @ForAll int mask) {
        Map<Behaviour, Behaviour> swap = Map.of(
                Behaviour.RESUME, Behaviour.TRANSFER,
                Behaviour.TRANSFER, Behaviour.RESUME,
                Behaviour.RESUME_THROW, Behaviour.TRANSFER_THROW,
                Behaviour.TRANSFER_THROW, Behaviour.RESUME_THROW);

        same(script, script.rewrite(new Chosen(mask).replacing(swap), UnaryOperator.identity()), way);
    }

    @Property(tries = TRIES, seed = "1264", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-264")
    void theShapeOfAHandlerDoesNotMatter(@ForAll("scripts") Script script, @ForAll("ways") Way way, @ForAll int mask) {
        Chosen chosen = new Chosen(mask);
        UnaryOperator<Under> reshape =
                under -> new Under(under.handler().inShape(under.handler().oneStep() ^ chosen.next()), under.body());

        same(script, script.rewrite(reshape, UnaryOperator.identity()), way);
    }

    @Property(tries = TRIES, seed = "1265", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-265")
    void aHarmlessObserverIsTransparent(@ForAll("scripts") Script script, @ForAll("ways") Way way, @ForAll int mask) {
        same(script, script.rewrite(UnaryOperator.identity(), new Chosen(mask).around(Script.Observed::new)), way);
    }

    @Property(tries = TRIES, seed = "1266", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-266")
    void theInvariantsHoldAndChangeNothing(@ForAll("scripts") Script script, @ForAll("ways") Way way) {
        VmConfig checked = VmConfig.standard().withDiagnostics(true);

        assertThat(ScriptRun.of(script, way, checked))
                .as("%s", script)
                .isEqualTo(ScriptRun.of(script, way, checked.withInvariants(false)));
    }

    @Property(tries = TRIES, seed = "1271", edgeCases = EdgeCasesMode.NONE)
    void keepingNoSlotsChangesNothing(@ForAll("scripts") Script script, @ForAll("ways") Way way) {
        VmConfig standard = VmConfig.standard();

        assertThat(ScriptRun.of(script, way, standard.withInvariants(false)))
                .as("%s", script)
                .isEqualTo(ScriptRun.of(script, way, standard.withInvariants(true)));
    }

    @Property(tries = TRIES, seed = "1270", edgeCases = EdgeCasesMode.NONE)
    void answeringInPlaceChangesNothing(@ForAll("scripts") Script script, @ForAll("ways") Way way) {
        VmConfig standard = VmConfig.standard();

        assertThat(ScriptRun.of(script, way, standard.withAnswersInPlace(true)))
                .as("%s", script)
                .isEqualTo(ScriptRun.of(script, way, standard.withAnswersInPlace(false)));
    }

    @Property(tries = TRIES, seed = "1268", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-268")
    void stateMachinesAndBuilderAgree(@ForAll("scripts") Script script) {
        assertThat(ScriptRun.of(script, Way.BUILDER_ONE_STEP))
                .as("%s", script)
                .isEqualTo(ScriptRun.of(script, Way.MACHINE_ONE_STEP));
    }
}
