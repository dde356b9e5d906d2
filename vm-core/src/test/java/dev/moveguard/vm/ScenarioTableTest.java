package dev.moveguard.vm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The table of scenarios and the tests that carry their ids say the same. */
class ScenarioTableTest {
    private static final int KNOWN = 200;

    private record Row(String id, String title, String status) {
        static Row parse(String line) {
            String[] cells = line.split("\t", -1);
            assertThat(cells).as(line).hasSize(3);
            return new Row(cells[0], cells[1], cells[2]);
        }
    }

    @Test
    void everyScenarioThatIsHereHasATestAndTheOtherWayRound() {
        assertThat(idsOfTests()).isEqualTo(ids("here"));
    }

    @Test
    void theTableIsWellFormed() {
        assertThat(rows())
                .extracting(Row::id)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("VM-S-\\d{3}"));
        assertThat(rows()).extracting(Row::title).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(rows()).extracting(Row::status).containsOnly("here", "awaiting vm-effects");
        assertThat(rows()).as("scenarios may be added; none gets lost").hasSizeGreaterThanOrEqualTo(KNOWN);
    }

    private static Set<String> ids(String status) {
        return rows().stream()
                .filter(row -> row.status().equals(status))
                .map(Row::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Row> rows() {
        var table = Objects.requireNonNull(ScenarioTableTest.class.getResourceAsStream("/scenarios.tsv"), "table");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            return lines.lines().map(Row::parse).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> idsOfTests() {
        return new ClassFileImporter()
                .importPackages("dev.moveguard.vm").stream()
                        .map(type -> type.reflect())
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(ScenarioTableTest::isTest)
                        .flatMap(ScenarioTableTest::tags)
                        .filter(tag -> tag.startsWith("VM-S-"))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(ParameterizedTest.class)
                || method.isAnnotationPresent(Scenario.class)
                || method.isAnnotationPresent(Property.class);
    }

    private static Stream<String> tags(Method method) {
        return Stream.concat(
                Arrays.stream(method.getAnnotationsByType(Tag.class)).map(Tag::value),
                Arrays.stream(method.getAnnotationsByType(net.jqwik.api.Tag.class))
                        .map(net.jqwik.api.Tag::value));
    }
}
