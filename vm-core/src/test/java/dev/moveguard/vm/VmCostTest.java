package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.passing;
import static dev.moveguard.vm.Effects.transferring;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pins what a few programs cost, so that one more push or detach is seen. */
class VmCostTest {
    private record Cost(long fibers, long frames, long ks, long detached, long attached) {
        static Cost of(VmConfig config, Program<?> program) {
            Vm vm = new Vm(config);
            vm.run(program);
            VmStatistics after = vm.statistics();
            return new Cost(
                    after.fibersAllocated(),
                    after.framesPushed(),
                    after.ksCreated(),
                    after.chainsDetached(),
                    after.chainsAttached());
        }
    }

    private static final VmConfig IN_PLACE = VmConfig.standard().withAnswersInPlace(true);
    private static final VmConfig DETACHED = VmConfig.standard().withAnswersInPlace(false);

    private static Program<List<Object>> asking(int times) {
        return Program.forEach(Collections.nCopies(times, ASK), Program::perform);
    }

    @Test
    void aProgramWithoutHandlersIsOneFiberAndOneFrame() {
        assertThat(Cost.of(IN_PLACE, Program.pure(1).map(x -> x))).isEqualTo(new Cost(1, 1, 0, 0, 0));
    }

    @Test
    void aOneStepAnswerCutsNothingOff() {
        Program<?> program = Handlers.install(transferring(1), asking(3));

        assertThat(Cost.of(IN_PLACE, program)).isEqualTo(new Cost(3, 1, 3, 0, 0));
        assertThat(Cost.of(DETACHED, program)).isEqualTo(new Cost(3, 1, 3, 3, 3));
    }

    @Test
    void aPassInPlaceCostsAKOfTheNextHandlerOnly() {
        Program<?> program = Handlers.install(List.of(transferring(1), passing(), passing()), asking(2));

        assertThat(Cost.of(IN_PLACE, program)).isEqualTo(new Cost(7, 1, 6, 0, 0));
        assertThat(Cost.of(DETACHED, program)).isEqualTo(new Cost(7, 1, 6, 6, 2));
    }

    @Test
    void aMultiStepHandlerIsOneFrameAndOneDetach() {
        Handler multiStep = (effect, k) -> Program.pure(1).flatMap(x -> Program.transfer(k, x));
        Program<?> program = Handlers.install(multiStep, asking(3));

        assertThat(Cost.of(IN_PLACE, program)).isEqualTo(new Cost(3, 4, 3, 3, 3));
        assertThat(Cost.of(DETACHED, program)).isEqualTo(new Cost(3, 4, 3, 3, 3));
    }

    @Test
    void anAbortedBodyStaysDetached() {
        Handler aborting = (effect, k) -> new Control.Pure(List.of());

        assertThat(Cost.of(IN_PLACE, Handlers.install(aborting, asking(3)).map(x -> x)))
                .isEqualTo(new Cost(3, 2, 1, 1, 0));
    }
}
