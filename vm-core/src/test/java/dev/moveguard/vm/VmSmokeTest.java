package dev.moveguard.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VmSmokeTest {
    record Ask(String key) implements Effect<Integer> {}

    static Control body() {
        return Control.expand(() -> new IRStream() {
            private int state;

            @Override
            protected StreamStep resume(@Nullable Object value) {
                return state++ == 0
                        ? new Control.Perform(new Ask("x"))
                        : new StreamStep.Done(Integer.parseInt(String.valueOf(value)) + 1);
            }
        });
    }

    @Test
    void performsAndResumes() {
        Vm vm = new Vm();
        assertThat(vm.run(new Control.WithHandler((e, k) -> new Control.Resume(k, 41), body())))
                .isEqualTo(42);
        assertThat(vm.statistics().liveFibers()).isZero();
        assertThat(vm.statistics().fibersDetached()).isZero();
    }

    @Test
    void refusesTheSecondUse() {
        Handler twice = (e, k) -> Control.expand(() -> new IRStream() {
            @Override
            protected StreamStep resume(@Nullable Object value) {
                return new Control.Resume(k, 1);
            }
        });
        assertThatThrownBy(() -> new Vm().run(new Control.WithHandler(twice, body())))
                .isInstanceOf(OneShotViolation.class)
                .hasMessageContaining("continuation already consumed")
                .hasMessageContaining("current fiber=");
    }
}
