package dev.moveguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program gives the output of the suite's small example, on the VM and as plain Java. */
class MainTest {
    static List<List<String>> programs() throws IOException {
        return Files.readAllLines(Path.of("programs.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split(" +")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void givesTheOutputOfTheSuite(List<String> row) throws InterruptedException {
        int size = Integer.parseInt(row.get(5));
        long output = Long.parseLong(row.get(6));

        assertThat(Main.run(row.get(0), "vm", size)).isEqualTo(output);
        assertThat(Main.run(row.get(0), "java", size)).isEqualTo(output);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void givesTheSameWhereThreadsHandOver(List<String> row) throws InterruptedException {
        if (row.get(7).equals("-")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Main.run(row.get(0), "threads", 5));
        } else {
            assertThat(Main.run(row.get(0), "threads", Integer.parseInt(row.get(5))))
                    .isEqualTo(Long.parseLong(row.get(6)));
        }
    }
}
