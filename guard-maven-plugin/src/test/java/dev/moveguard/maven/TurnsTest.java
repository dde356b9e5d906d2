package dev.moveguard.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Set<String> THREE = Set.of("a", "b", "c");

    private final HashMap<String, Object> session = new HashMap<>();
    private final Turns turns = new Turns(session, "default");

    @Test
    void givesAllToTheLastModule() throws Exception {
        assertThat(turns.done("c", THREE, "rules.yaml", () -> "first")).isEmpty();
        assertThat(turns.done("a", THREE, "rules.yaml", () -> "second")).isEmpty();
        assertThat(told(turns.done("b", THREE, "b/rules.yaml", () -> "own"))).containsExactly("first", "own");
    }

    @Test
    void countsAModuleThatSkips() throws Exception {
        turns.done("a", THREE, "rules.yaml", () -> "judged");
        turns.done("b", THREE);
        assertThat(told(turns.done("c", THREE))).containsExactly("judged");
    }

    @Test
    void doesNothingASecondTime() {
        turns.done("a", Set.of("a"), "rules.yaml", () -> "judged");
        assertThat(turns.done("a", Set.of("a"), "rules.yaml", () -> "again")).isEmpty();
    }

    @Test
    void keepsGroupsApart() throws Exception {
        turns.done("a", Set.of("a", "b"), "rules.yaml", () -> "judged");
        Turns other = new Turns(session, "strict");
        assertThat(other.done("b", Set.of("a", "b"), "rules.yaml", () -> "strict"))
                .isEmpty();
        assertThat(told(other.done("a", Set.of("a", "b")))).containsExactly("strict");
    }

    @Test
    void actsOnceWhenModulesEndAtTheSameTime() throws Exception {
        Set<String> members = IntStream.range(0, 200).mapToObj(String::valueOf).collect(Collectors.toSet());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Callable<String>>>> due = new ArrayList<>();
            members.forEach(
                    module -> due.add(threads.submit(() -> turns.done(module, members, "rules.yaml", () -> "judged"))));
            List<String> told = new ArrayList<>();
            for (Future<List<Callable<String>>> one : due) {
                told.addAll(told(one.get()));
            }
            assertThat(told).containsExactly("judged");
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> told(List<Callable<String>> tasks) throws Exception {
        List<String> told = new ArrayList<>();
        for (Callable<String> task : tasks) {
            told.add(task.call());
        }
        return told;
    }
}
