package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.vm.Tasks.Await;
import dev.moveguard.vm.Tasks.Spawn;
import dev.moveguard.vm.Tasks.Task;
import dev.moveguard.vm.Tasks.Yield;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/** Generated programs of tasks: the interleaving is a function of the program. */
class GeneratedTasksTest {
    /** What a task does next. */
    private sealed interface Step {
        record YieldOnce() implements Step {}

        record Ask() implements Step {}

        record Start(Plan task, boolean isAwaited) implements Step {}
    }

    private record Plan(List<Step> steps) {}

    @Provide
    Arbitrary<Plan> plans() {
        return Arbitraries.recursive(() -> steps(Arbitraries.just(new Step.Ask())), GeneratedTasksTest::larger, 1, 3);
    }

    private static Arbitrary<Plan> larger(Arbitrary<Plan> smaller) {
        return steps(Arbitraries.frequencyOf(
                Tuple.of(2, smaller.map(task -> new Step.Start(task, true))),
                Tuple.of(2, smaller.map(task -> new Step.Start(task, false)))));
    }

    private static Arbitrary<Plan> steps(Arbitrary<? extends Step> more) {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just((Step) new Step.YieldOnce())),
                        Tuple.of(1, Arbitraries.just((Step) new Step.Ask())),
                        Tuple.of(3, more.map(Step.class::cast)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(Plan::new);
    }

    /** One run: who ran when, and who asked when. */
    private static final class Run {
        private final Way way;
        private final List<String> log = new ArrayList<>();

        Run(Way way) {
            this.way = way;
        }

        static List<String> of(Plan plan, Way way, boolean inPlace) {
            Run run = new Run(way);
            Tasks tasks = new Tasks(way);
            Handler answering = (effect, k) -> {
                run.log.add(tasks.schedule().size() + " asked");
                return new Control.Transfer(k, 1);
            };
            new Vm(VmConfig.standard().withAnswersInPlace(inPlace))
                    .run(way.under(answering, tasks.scheduled(run.program(plan, "root"))));
            run.log.addAll(tasks.schedule());
            return run.log;
        }

        private Control program(Plan plan, String name) {
            Control all = way.pure(name);
            for (int i = plan.steps().size() - 1; i >= 0; i--) {
                all = way.then(step(plan.steps().get(i), name + "." + i), all);
            }
            return all;
        }

        private Control step(Step step, String name) {
            if (step instanceof Step.Start start) {
                Control spawned = way.perform(new Spawn(name, program(start.task(), name)));
                return start.isAwaited() ? way.bind(spawned, task -> way.perform(new Await((Task) task))) : spawned;
            }
            return step instanceof Step.Ask ? way.perform(ASK) : way.perform(new Yield());
        }
    }

    @Property(tries = 1_000, seed = "1269", edgeCases = EdgeCasesMode.NONE)
    @Tag("VM-S-269")
    void theScheduleIsAFunctionOfTheProgram(@ForAll("plans") Plan plan) {
        List<String> first = Run.of(plan, Way.BUILDER_ONE_STEP, true);

        assertThat(Run.of(plan, Way.BUILDER_ONE_STEP, true)).as("%s", plan).isEqualTo(first);
        for (Way way : Way.values()) {
            assertThat(Run.of(plan, way, false)).as("%s", plan).isEqualTo(first);
        }
    }
}
