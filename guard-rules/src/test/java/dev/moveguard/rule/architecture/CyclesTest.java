package dev.moveguard.rule.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CyclesTest {
    @Test
    void findsNoneInATree() {
        assertThat(Cycles.of(Map.of("a", List.of("b", "c"), "b", List.of("d"), "c", List.of("d"))))
                .isEmpty();
    }

    @Test
    void coversEveryEdgeThatIsOnACycle() {
        assertThat(Cycles.of(
                        Map.of("a", List.of("b"), "b", List.of("a", "c"), "c", List.of("d", "x"), "d", List.of("a"))))
                .containsExactly(List.of("a", "b"), List.of("a", "b", "c", "d"));
    }

    @Test
    void leavesOutALoopOfOneNode() {
        assertThat(Cycles.of(Map.of("a", List.of("a")))).isEmpty();
    }

    @Test
    void walksALongChainWithoutRunningOutOfStack() {
        int size = 20_000;
        Map<String, List<String>> chain =
                IntStream.range(0, size).boxed().collect(Collectors.toMap(i -> "n" + i, i -> List.of("n" + (i + 1))));
        chain.put("n" + size, List.of("n" + (size - 1)));
        assertThat(Cycles.of(chain)).containsExactly(List.of("n" + (size - 1), "n" + size));
    }
}
