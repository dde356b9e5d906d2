package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.vm.Effects.Boom;
import dev.moveguard.vm.Effects.Other;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Law L-LIN on random uses of one K, by its handler, by who has installed the handler, and by another handler: the first use
 * works, queries are no uses, the second use ends the run.
 */
class SecondUseTest {
    private enum Use {
        RESUME("Resume"),
        TRANSFER("Transfer"),
        RESUME_THROW("ResumeThrow"),
        TRANSFER_THROW("TransferThrow"),
        PASS("Pass"),
        ABANDON("Abandon"),
        GET_HANDLERS(""),
        GET_BOUNDARIES(""),
        GET_TRACEBACK("");

        private final String operation;

        Use(String operation) {
            this.operation = operation;
        }

        boolean consumes() {
            return !operation.isEmpty();
        }

        Control of(K k) {
            return switch (this) {
                case RESUME -> new Control.Resume(k, "value");
                case TRANSFER -> new Control.Transfer(k, "value");
                case RESUME_THROW -> new Control.ResumeThrow(k, new Boom("error"));
                case TRANSFER_THROW -> new Control.TransferThrow(k, new Boom("error"));
                case PASS -> new Control.Pass(ASK, k);
                case ABANDON -> new Control.Abandon(k);
                case GET_HANDLERS -> new Control.GetHandlers(k);
                case GET_BOUNDARIES -> new Control.GetBoundaries(k);
                case GET_TRACEBACK -> new Control.GetTraceback(k);
            };
        }

        /** What the body makes of it, whose perform site it reaches. */
        String value() {
            return switch (this) {
                case RESUME, TRANSFER, PASS -> "body got value";
                case RESUME_THROW, TRANSFER_THROW -> "body caught error";
                default -> "";
            };
        }
    }

    @Provide
    Arbitrary<List<Use>> uses() {
        return Arbitraries.of(Use.class).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<Way> ways() {
        return Arbitraries.of(Way.class);
    }

    @Property(tries = 3_000, seed = "1267", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-267")
    void theSecondUseIsNeverAWrongValue(
            @ForAll("uses") List<Use> byHandler,
            @ForAll("uses") List<Use> byInstaller,
            @ForAll("uses") List<Use> byAnother,
            @ForAll("ways") Way way,
            @ForAll boolean inPlace) {
        List<String> events = new ArrayList<>();
        List<K> stored = new ArrayList<>();
        Control body = way.catching(
                way.map(way.perform(ASK), x -> "body got " + x),
                Boom.class,
                boom -> way.pure("body caught " + boom.getMessage()));
        Handler first = (effect, k) -> {
            stored.add(k);
            return all(byHandler, stored, events, way);
        };
        Handler another = (effect, k) -> effect instanceof Other
                ? way.then(all(byAnother, stored, events, way), new Control.Transfer(k, "asked another"))
                : new Control.Pass(effect, k);
        Control program = way.all(
                way.under(first, body), all(byInstaller, stored, events, way), way.perform(new Other("use it")));
        List<Use> uses = Stream.of(byHandler, byInstaller, byAnother)
                .flatMap(List::stream)
                .toList();

        Control outermost = way.under(List.of(Effects.transferring("value"), another), program);
        String end = endOf(outermost, new Vm(VmConfig.standard().withAnswersInPlace(inPlace)));

        assertThat(events).as("%s", uses).isEqualTo(expectedEvents(uses));
        assertThat(end).isEqualTo(expectedEnd(uses));
    }

    /** Uses it again and again, each time from a frame of its own, for a tail instruction drops that. */
    private static Control all(List<Use> uses, List<K> stored, List<String> events, Way way) {
        Control all = way.pure("none");
        for (int i = uses.size() - 1; i >= 0; i--) {
            Use use = uses.get(i);
            Control one = way.bind(way.act(go -> stored.get(0)), k -> used(use, (K) k, events, way));
            all = way.then(one, all);
        }
        return all;
    }

    private static Control used(Use use, K k, List<String> events, Way way) {
        Control inItsOwnFrame = way.at("use", 1, use.of(k));
        Control noting = way.map(
                inItsOwnFrame,
                value -> events.add(use + " worked" + (use.value().isEmpty() ? "" : ": " + value)));
        return way.catching(noting, VmUsageException.class, fault -> way.act(go -> events.add(use + " refused")));
    }

    private static String endOf(Control program, Vm vm) {
        try {
            return String.valueOf(vm.run(program));
        } catch (OneShotViolation violation) {
            return Objects.requireNonNull(violation.getMessage())
                    .replaceFirst(";.*", "")
                    .strip();
        }
    }

    private static List<String> expectedEvents(List<Use> uses) {
        List<String> expected = new ArrayList<>();
        boolean used = false;
        for (Use use : uses) {
            if (use.consumes() && used) {
                return expected;
            }
            expected.add(use + (used ? " refused" : " worked" + (use.value().isEmpty() ? "" : ": " + use.value())));
            used |= use.consumes();
        }
        return expected;
    }

    private static String expectedEnd(List<Use> uses) {
        List<Use> consuming = uses.stream().filter(Use::consumes).toList();
        return consuming.size() < 2
                ? "asked another"
                : "one-shot violation: %s was given a continuation already consumed by %s"
                        .formatted(consuming.get(1).operation, consuming.get(0).operation);
    }
}
