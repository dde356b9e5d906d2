package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final AtomicLong seconds = new AtomicLong(100);
    private final Progress progress = new Progress(
            new PrintStream(terminal, true, StandardCharsets.UTF_8),
            "check",
            () -> TimeUnit.SECONDS.toNanos(seconds.get()));

    private String terminal() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysNothingOfAShortRun() {
        seconds.addAndGet(1);
        assertThat(progress.tell()).isTrue();
        progress.end();
        assertThat(terminal()).isEmpty();
    }

    @Test
    void countsTheSecondsOfALongRun() {
        seconds.addAndGet(2);
        progress.tell();
        seconds.addAndGet(1);
        assertThat(progress.tell()).isTrue();
        assertThat(terminal()).isEqualTo("\rguard: check, 2 s\rguard: check, 3 s");
    }

    @Test
    void goesBeforeAnythingIsPrinted() {
        seconds.addAndGet(12);
        progress.tell();
        PrintWriter out = new PrintWriter(progress.ending(terminal), true, StandardCharsets.UTF_8);
        out.println("clean");
        assertThat(progress.tell()).isFalse();
        assertThat(terminal()).isEqualTo("\rguard: check, 12 s\r                  \rclean" + System.lineSeparator());
    }
}
