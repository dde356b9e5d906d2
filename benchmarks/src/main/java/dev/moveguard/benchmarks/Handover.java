package dev.moveguard.benchmarks;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The same idea with what the JDK has: the body runs on a thread of its own and hands each effect to the handler.
 *
 * <p>A virtual thread where there is one, else a platform thread.
 */
final class Handover<E, R> {
    private static final Object END = new Object();

    private final SynchronousQueue<Object> effects = new SynchronousQueue<>();
    private final SynchronousQueue<Object> answers = new SynchronousQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** What performs. */
    interface Body<E, R> {
        void run(Handover<E, R> to) throws InterruptedException;
    }

    void start(Body<E, R> body) {
        Runnable work = new Runnable() {
            @Override
            public void run() {
                try {
                    body.run(Handover.this);
                    effects.put(END);
                } catch (InterruptedException interrupted) {
                    failure.set(interrupted);
                }
            }
        };
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (ReflectiveOperationException none) {
            Thread thread = new Thread(work, "body");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @SuppressWarnings("unchecked") // only answers are put there
    R perform(E effect) throws InterruptedException {
        effects.put(effect);
        return (R) answers.take();
    }

    /** The next effect; null when the body has ended. */
    @SuppressWarnings("unchecked") // only effects and the end are put there
    @Nullable
    E next() throws InterruptedException {
        Object next = effects.take();
        return next == END ? null : (E) next;
    }

    @Nullable
    E answer(R value) throws InterruptedException {
        answers.put(value);
        return next();
    }
}
