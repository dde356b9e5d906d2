package dev.moveguard.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Pins what an effect allocates, in bytes as the JVM counts them: the instruction of the program or handler, the K, and
 * nothing else.
 *
 * <p>The figures are upper bounds for 64-bit JVMs with compressed pointers, as they come; compiled code may do with less.
 */
class AllocationTest {
    private static final int TIMES = 20_000;
    private static final long SLACK = 1; // what a whole run allocates once, by effect: less than a byte
    private static final VmConfig BARE =
            VmConfig.standard().withInvariants(false).withAnswersInPlace(true);

    private static final long ONE_REFERENCE = 16;
    private static final long TWO_REFERENCES = 24;

    private record Ask() implements Effect<Integer> {}

    /** Performs one effect again and again, which is made once, and so allocates nothing itself. */
    private static final class Asking extends IRStream {
        private static final Control ASK = new Control.Perform(new Ask());

        private int left = TIMES;

        @Override
        protected StreamStep resume(@Nullable Object value) {
            return left-- == 0 ? done(null) : ASK;
        }
    }

    private record Answering() implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            return effect == Ask.class;
        }

        @Override
        public Object answer(Effect<?> effect) {
            return 1;
        }
    }

    /** Gives each K to the driver as a value, for which the body has to be cut off. */
    private static final class Keeping implements Handler {
        private static final Control KEPT = new Control.Pure(true);

        private @Nullable K last;

        @Override
        public Control onEffect(Effect<?> effect, K k) {
            last = k;
            return KEPT;
        }
    }

    private static final class Driver extends IRStream {
        private final Keeping handler = new Keeping();
        private boolean isStarted;

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (!isStarted) {
                isStarted = true;
                return new Control.WithHandler(handler, Control.expand(Asking::new));
            }
            return value == null ? done(0) : new Control.Resume(Objects.requireNonNull(handler.last), null);
        }
    }

    /** Waits for the body and gives its result on, as a handler of several steps. */
    private static final class Waiting extends IRStream {
        private final K k;
        private boolean isWaiting;

        Waiting(K k) {
            this.k = k;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            isWaiting = !isWaiting;
            return isWaiting ? new Control.Resume(k, null) : done(value);
        }
    }

    private static long bytesAnEffect(VmConfig config, Control program) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        new Vm(config).run(program); // loads the classes
        long before = threads.getCurrentThreadAllocatedBytes();
        new Vm(config).run(program);
        return (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
    }

    private static Control asking(Handler handler) {
        return new Control.WithHandler(handler, Control.expand(Asking::new));
    }

    @Test
    void anAnswerWithoutAKAllocatesNothing() {
        assertThat(bytesAnEffect(BARE, asking(new Answering()))).isLessThanOrEqualTo(SLACK);
    }

    @Test
    void anAnswerInPlaceAllocatesTheKAndTheInstruction() {
        Handler transferring = (effect, k) -> new Control.Transfer(k, 1);

        assertThat(bytesAnEffect(BARE, asking(transferring)))
                .isLessThanOrEqualTo(ONE_REFERENCE + TWO_REFERENCES + SLACK);
    }

    @Test
    void aDetachAndResumeAllocatesAKAContinuationAChainAndTheInstruction() {
        assertThat(bytesAnEffect(BARE, Control.expand(Driver::new)))
                .as("48 bytes and a Resume")
                .isLessThanOrEqualTo(3 * ONE_REFERENCE + TWO_REFERENCES + SLACK);
    }

    @Test
    void aCutBeforeTheAnswerAllocatesTheSame() {
        Handler transferring = (effect, k) -> new Control.Transfer(k, 1);

        assertThat(bytesAnEffect(BARE.withAnswersInPlace(false), asking(transferring)))
                .as("48 bytes, a Transfer, and a signal that carries it")
                .isLessThanOrEqualTo(3 * ONE_REFERENCE + 2 * TWO_REFERENCES + SLACK);
    }

    @Test
    void aHandlerThatWaitsAllocatesItsStreamAndFrameToo() {
        Handler waiting = (effect, k) -> Control.expand(() -> new Waiting(k));
        long stream = 24;
        long factory = ONE_REFERENCE;
        long expand = ONE_REFERENCE;
        long place = 4 * 3; // in the array of frames, which grows by doubling

        assertThat(bytesAnEffect(BARE, asking(waiting)))
                .isLessThanOrEqualTo(
                        3 * ONE_REFERENCE + 2 * TWO_REFERENCES + stream + factory + expand + place + SLACK);
    }
}
