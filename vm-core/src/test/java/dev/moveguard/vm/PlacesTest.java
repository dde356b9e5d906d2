package dev.moveguard.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether traces show lines is decided when the host starts, so each case is a host of its own. */
class PlacesTest {
    /** What the other host runs. */
    static final class Main {
        public static void main(String[] arguments) {
            IllegalStateException x = new IllegalStateException("x");
            Program<Object> failing = Program.<Object>fail(x).named("failing");
            show(Program.unit().then(failing));
            show(Program.perform(Effects.ASK));
            show(Handlers.install(Effects.passing(), Program.perform(Effects.ASK)));
            show(Program.unit().then(Program.fail(x)));
            show(Program.unit().then(Program.call(() -> {
                throw x;
            })));
            try {
                new Vm().run(Effects.ASK);
            } catch (UnhandledEffectException expected) {
                System.out.println(Trace.of(expected).orElseThrow().frames());
            }
        }

        private static void show(Program<?> program) {
            try {
                new Vm().run(program);
            } catch (IllegalStateException | UnhandledEffectException expected) {
                System.out.println(Trace.of(expected).orElseThrow().frames());
            }
        }
    }

    @Test
    void withoutPlacesATraceShowsNames() throws IOException, InterruptedException {
        assertThat(output("-Dmoveguard.vm.places=false").lines())
                .containsExactly(
                        "[program (?:0), failing (?:0)]",
                        "[program (?:0)]",
                        "[program (?:0)]",
                        "[program (?:0)]",
                        "[program (?:0)]",
                        "[program (?:0)]");
    }

    /** The lines are those of {@link Main}, told from its first one on. */
    @Test
    void withPlacesATraceShowsFilesAndLines() throws IOException, InterruptedException {
        assertThat(relative(output("-Dmoveguard.vm.places=true")).lines())
                .containsExactly(
                        "[program (PlacesTest.java:+0), failing (PlacesTest.java:+0)]",
                        "[program (PlacesTest.java:+2)]",
                        "[program (PlacesTest.java:+3) [x2]]",
                        "[program (PlacesTest.java:+4)]",
                        "[program (PlacesTest.java:+5)]",
                        "[program (PlacesTest.java:+9)]");
    }

    private static String relative(String output) {
        Pattern line = Pattern.compile("java:(\\d+)");
        Matcher first = line.matcher(output);
        assertThat(first.find()).as(output).isTrue();
        int start = Integer.parseInt(first.group(1));
        return line.matcher(output).replaceAll(found -> "java:+" + (Integer.parseInt(found.group(1)) - start));
    }

    private static String output(String property) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process host = new ProcessBuilder(
                        List.of(java, property, "-cp", System.getProperty("java.class.path"), Main.class.getName()))
                .redirectErrorStream(true)
                .start();
        String output = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(host.waitFor()).as(output).isZero();
        return output.strip();
    }
}
