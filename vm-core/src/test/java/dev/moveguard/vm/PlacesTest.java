package dev.moveguard.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether traces show lines is decided when the host starts, so each case is a host of its own. */
class PlacesTest {
    /** What the other host runs. */
    static final class Main {
        public static void main(String[] arguments) {
            Program<Object> failing =
                    Program.<Object>fail(new IllegalStateException("x")).named("failing");
            Program<Object> program = Program.unit().then(failing);
            try {
                new Vm().run(program);
            } catch (IllegalStateException expected) {
                System.out.println(Trace.of(expected).orElseThrow().frames());
            }
        }
    }

    @Test
    void withoutPlacesATraceShowsNames() throws IOException, InterruptedException {
        assertThat(output("-Dmoveguard.vm.places=false")).isEqualTo("[program (?:0), failing (?:0)]");
    }

    @Test
    void withPlacesATraceShowsFilesAndLines() throws IOException, InterruptedException {
        assertThat(output("-Dmoveguard.vm.places=true"))
                .matches("\\[program \\(PlacesTest\\.java:\\d+\\), failing \\(PlacesTest\\.java:\\d+\\)\\]");
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
