package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.engine.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class RulesSchemaTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path FILE = ROOT.resolve("docs/schema/rules.schema.json");
    private static final JsonSchemas SCHEMA = JsonSchemas.of(RulesSchema.write(RuleBook.kinds()));

    /** A rules.yaml of the repository, or a block of one of its pages. */
    private record Example(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<String> errors(String yaml) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.errors(JsonSchemas.json(loaded));
    }

    @Test
    void theFileIsCurrent() throws IOException {
        String wanted = RulesSchema.write(RuleBook.kinds());
        Path made = Files.createDirectories(Path.of("target")).resolve("rules.schema.json");
        Files.writeString(made, wanted);
        assertThat(FILE)
                .as("docs/schema/rules.schema.json is old; ./guard list --schema > docs/schema/rules.schema.json")
                .hasContent(wanted);
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(RulesSchemaTest::isExample).sorted().toList()) {
                examples.addAll(examples(file));
            }
        }
        return examples.stream();
    }

    private static boolean isExample(Path file) {
        String name = ROOT.relativize(file).toString().replace('\\', '/');
        return name.matches("(rules\\.yaml|README\\.md|(docs|examples|benchmarks|it)/.*\\.(yaml|md))")
                && !name.contains("/target/")
                && !name.contains("config-broken");
    }

    private static List<Example> examples(Path file) throws IOException {
        String name = ROOT.relativize(file).toString();
        String text = Files.readString(file);
        if (name.endsWith(".yaml")) {
            return List.of(new Example(name, text));
        }
        List<Example> blocks = new ArrayList<>();
        Matcher matcher = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).startsWith("version:")) {
                blocks.add(new Example(name + " at " + matcher.start(), matcher.group(1)));
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void acceptsEveryFileOfThisRepository(Example example) {
        assertThat(errors(example.text())).isEmpty();
    }

    @Test
    void hasLookedAtEnough() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(25).extracting(Example::name).contains("rules.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: a, kind: no-clone, type: a.B",
                "id: a, kind: no-clone, type: a.B, severity: warning, mood: retired",
                "id: a, kind: never-stores, holders: a.B, types: [a.C, a.D]",
                "id: a, kind: layers, layers: {top: a.., below: [b.., c..]}"
            })
    void acceptsARule(String rule) {
        assertThat(errors("version: 1\nrules: [{" + rule + "}]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: a, kind: no-clone, typ: a.B",
                "id: a, kind: no-clone, type: a.B, severty: error",
                "id: a, kind: no-clone, type: a.B, severity: fatal",
                "id: a, kind: no-clone, type: [a.B, a.C]",
                "id: a, kind: no-clone",
                "id: a, kind: no-clon, type: a.B",
                "id: A_b, kind: no-clone, type: a.B",
                "kind: no-clone, type: a.B",
                "id: a, kind: no-clone, type: a.B, holders: [a.B]",
                "id: a, kind: layers, layers: [a.., b..]",
                "id: a, kind: tests-on-path, tests: [a.B], reports: somtimes",
                "id: a, kind: tests-on-path, tests: [a.B], min: few"
            })
    void refusesAMisspeltRule(String rule) {
        assertThat(errors("version: 1\nrules: [{" + rule + "}]")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 2",
                "rules: []",
                "version: 1, rule: []",
                "version: 1, scan: {class: [a]}",
                "version: 1, docs: {decision: a.md}",
                "version: 1, laws: [{id: A}]",
                "version: 1, laws: [{id: A, says: b, constraint: [B]}]"
            })
    void refusesAMisspeltFile(String file) {
        assertThat(errors("{" + file + "}")).isNotEmpty();
    }
}
