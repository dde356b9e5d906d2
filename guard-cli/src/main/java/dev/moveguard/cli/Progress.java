package dev.moveguard.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells whoever watches that a long run goes on: a line that counts seconds, gone as soon as there is something to read. */
final class Progress {
    /** Set by the launcher when standard error is a terminal. */
    private static final String WATCHED = "guard.progress";

    private static final long QUIET_SECONDS = 2;

    private final PrintStream err;
    private final String command;
    private final LongSupplier nanos;
    private final long start;
    private int shown;
    private boolean isOver;

    /** @param nanos tells the time */
    Progress(PrintStream err, String command, LongSupplier nanos) {
        this.err = err;
        this.command = command;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Starts to tell, if anybody watches. */
    static Progress started(PrintStream err, String... arguments) {
        Progress progress = new Progress(err, arguments.length == 0 ? "" : arguments[0], System::nanoTime);
        if (Boolean.getBoolean(WATCHED) && !"dumb".equals(System.getenv("TERM"))) {
            Thread teller = new Thread(progress::run, "progress");
            teller.setDaemon(true);
            teller.start();
        }
        return progress;
    }

    private void run() {
        try {
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
            while (tell()) {
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows how long the run has taken so far; returns whether it still goes on. */
    synchronized boolean tell() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - start);
        if (!isOver && seconds >= QUIET_SECONDS) {
            String line = "guard: %s, %s s".formatted(command, seconds);
            err.print("\r" + line);
            err.flush();
            shown = line.length();
        }
        return !isOver;
    }

    /** Takes the line away, for good. */
    synchronized void end() {
        if (!isOver && shown > 0) {
            err.print("\r" + " ".repeat(shown) + "\r");
            err.flush();
        }
        isOver = true;
    }

    /** Returns a stream that takes the line away before anything is written. */
    OutputStream ending(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
                end();
                out.write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                end();
                out.write(bytes, from, count);
            }
        };
    }
}
