package dev.moveguard.code.source;

/** Runs what follows code as deep as it is nested, which an ordinary stack does not hold. */
final class DeepStack {
    private static final long BYTES = 512L << 20;

    private DeepStack() {}

    static void run(String name, Runnable work) {
        Thread worker = new Thread(null, work, name, BYTES);
        worker.start();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + name, e);
        }
    }
}
