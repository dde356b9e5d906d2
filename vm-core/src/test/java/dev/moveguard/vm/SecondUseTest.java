package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.vm.Effects.Boom;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Law L-LIN on random uses of one K: the first use works, queries are no uses, the second use ends the run. */
class SecondUseTest {
    private enum Use {
        RESUME("Resume"),
        RESUME_THROW("ResumeThrow"),
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
                case RESUME_THROW -> new Control.ResumeThrow(k, new Boom("error"));
                case ABANDON -> new Control.Abandon(k);
                case GET_HANDLERS -> new Control.GetHandlers(k);
                case GET_BOUNDARIES -> new Control.GetBoundaries(k);
                case GET_TRACEBACK -> new Control.GetTraceback(k);
            };
        }
    }

    @Provide
    Arbitrary<List<Use>> uses() {
        return Arbitraries.of(Use.class).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 1_000, seed = "1267")
    @Tag("VM-S-267")
    void theSecondUseIsNeverAWrongValue(@ForAll("uses") List<Use> uses) {
        List<String> events = new ArrayList<>();
        Program<Object> body = Program.perform(ASK).recover(Boom.class, boom -> Program.pure("caught"));
        Handler handler = (effect, k) -> Program.forEach(uses, use -> used(use, k, events));

        String end = endOf(Handlers.install(handler, Program.instruction(body.map(x -> x))));

        assertThat(events).isEqualTo(expectedEvents(uses));
        assertThat(end).isEqualTo(expectedEnd(uses));
    }

    private static Program<Object> used(Use use, K k, List<String> events) {
        return Program.instruction(use.of(k))
                .map(value -> events.add(use + " worked"))
                .recover(VmUsageException.class, fault -> Program.call(() -> events.add(use + " refused")))
                .map(x -> x);
    }

    private static String endOf(Program<?> program) {
        try {
            return "ended with " + new Vm().run(program).getClass().getSimpleName();
        } catch (OneShotViolation violation) {
            return String.valueOf(violation.getMessage())
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
            expected.add(use + (used ? " refused" : " worked"));
            used |= use.consumes();
        }
        return expected;
    }

    private static String expectedEnd(List<Use> uses) {
        List<Use> consuming = uses.stream().filter(Use::consumes).toList();
        return consuming.size() < 2
                ? "ended with ArrayList"
                : "one-shot violation: %s was given a continuation already consumed by %s"
                        .formatted(consuming.get(1).operation, consuming.get(0).operation);
    }
}
