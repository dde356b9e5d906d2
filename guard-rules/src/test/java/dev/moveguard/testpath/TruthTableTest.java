package dev.moveguard.testpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the rule says of each project, held against what a real Maven did with it. */
class TruthTableTest {
    /** Dead guards the rule passes, each with a blind spot of its page as the reason. */
    private static final Set<String> MISSED = Set.of("test-condition");

    private final Map<String, Truth> table = Truth.table();

    @TestFactory
    Stream<DynamicTest> saysWhatIsTrueAndWhy(@TempDir Path folder) {
        return TruthCases.all().stream()
                .map(one -> DynamicTest.dynamicTest(one.id(), () -> agrees(one, verdict(one, folder))));
    }

    private static List<String> verdict(TruthCase one, Path folder) throws IOException {
        Path root = Files.createDirectories(folder.resolve(one.id()));
        MiniProject project = TruthCase.withLibraries(one.files().apply(MiniProject.in(root)));
        return one.isCompiled() ? project.withRealLibraries().compile().check(one.guard()) : project.check(one.guard());
    }

    private void agrees(TruthCase one, List<String> said) {
        boolean isHealthy = table.get(one.id()) == Truth.GUARDS || MISSED.contains(one.id());
        assertThat(said).as(String.valueOf(table.get(one.id()))).hasSize(isHealthy ? 0 : 1);
        assertThat(one.says().isEmpty()).isEqualTo(isHealthy);
        assertThat(said)
                .allSatisfy(line -> assertThat(line).contains(one.says()).doesNotStartWith("?"));
    }

    @Test
    void coversTheTable() {
        List<String> ids = TruthCases.all().stream().map(TruthCase::id).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(table.values()).doesNotContain(Truth.BROKEN);
        assertThat(MISSED).allMatch(id -> table.get(id) == Truth.DEAD);
    }

    @Test
    void countsWhatThePageSays() {
        Map<Boolean, Long> count = table.values().stream()
                .collect(Collectors.partitioningBy(truth -> truth == Truth.GUARDS, Collectors.counting()));
        assertThat("%s projects, %s healthy, %s not, %s missed"
                        .formatted(table.size(), count.get(true), count.get(false), MISSED.size()))
                .isEqualTo("150 projects, 63 healthy, 87 not, 1 missed");
    }
}
