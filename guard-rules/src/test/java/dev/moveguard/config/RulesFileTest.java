package dev.moveguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {
    @TempDir
    Path folder = Path.of("");

    private RuleSet read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private RuleSet read(byte[] bytes) throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.write(file, bytes);
        return RulesFile.read(file, "rules.yaml");
    }

    private List<String> problems(String text) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), text);
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class, () -> RulesFile.read(folder.resolve("rules.yaml"), "rules.yaml"));
        assertThat(thrown).as("a ConfigurationException").isNotNull();
        return thrown.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void readsLawsAndRulesWithTheirPlaces() throws IOException {
        RuleSet rules = read("""
                version: 1
                scan:
                  classes: ["*/target/classes"]
                laws:
                  - id: SPEC/1
                    says: One owner.
                    decision: D19
                    constraints: [B2, B3]
                rules:
                  - id: chain-solely-owned
                    kind: sole-owner
                    law: SPEC/1
                    severity: warning
                    owner: a.Continuation
                    field: chain
                    fix: move it
                """);
        RuleEntry rule = rules.rules().get(0);
        assertThat(rule.at()).isEqualTo(new Place("rules.yaml", 10, 9));
        assertThat(rule.severity()).isEqualTo(Severity.WARNING);
        assertThat(rule.fix()).isEqualTo("move it");
        assertThat(rule.mood()).isEqualTo(Mood.MUST);
        assertThat(rules.lawOf(rule).orElseThrow().says()).isEqualTo("One owner.");
        assertThat(rules.scan().classes()).extracting(Text::value).containsExactly("*/target/classes");
        assertThat(rules.root()).isEqualTo(folder.toAbsolutePath().normalize());
    }

    @Test
    void readsByteOrderMarkAndWindowsLineEnds() throws IOException {
        RuleSet rules = read("\uFEFFversion: 1\r\nrules:\r\n  - id: ä\r\n".replace("ä", "a")
                + "    kind: no-clone\r\n    type: Bär\r\n");
        assertThat(rules.rules().get(0).at()).isEqualTo(new Place("rules.yaml", 3, 9));
    }

    @Test
    void namesUnknownKeysWithTheNearestKnownOne() throws IOException {
        assertThat(problems("""
                version: 1
                rulez: []
                scan: {clases: [x]}
                laws:
                  - {id: L, says: x, decison: D1}
                """))
                .containsExactly(
                        "rules.yaml:2:1: rules.yaml has no key rulez, did you mean rules?",
                        "rules.yaml:3:8: scan has no key clases, did you mean classes?",
                        "rules.yaml:5:22: a law has no key decison, did you mean decision?");
    }

    @Test
    void namesDuplicateKeysAndIds() throws IOException {
        assertThat(problems("""
                version: 1
                version: 1
                rules:
                  - {id: a, kind: no-clone, type: X}
                  - {id: a, kind: no-clone, type: Y}
                """))
                .containsExactly(
                        "rules.yaml:2:1: rules.yaml has the key version twice",
                        "rules.yaml:5:10: rule a is already defined at rules.yaml:4:10");
    }

    @Test
    void namesWrongShapesAndWords() throws IOException {
        assertThat(problems("""
                version: 2
                laws: none
                rules:
                  - id: Not_Kebab
                    kind: [a, b]
                    severity: eror
                    mood: retird
                    law: L
                  - just text
                """))
                .containsExactly(
                        "rules.yaml:1:10: version must be 1, not 2",
                        "rules.yaml:2:7: laws must be a list",
                        "rules.yaml:4:9: a rule id is kebab-case (chain-solely-owned), not Not_Kebab",
                        "rules.yaml:5:11: kind must be a single value",
                        "rules.yaml:6:15: severity is one of error, warning, info, not eror, did you mean error?",
                        "rules.yaml:7:11: mood is one of must, retired, not retird, did you mean retired?",
                        "rules.yaml:8:10: no law has the id L",
                        "rules.yaml:9:5: a rule must be a mapping of keys to values");
    }

    @Test
    void saysWhereTheYamlBreaks() throws IOException {
        assertThat(problems("version: 1\nrules: [\n"))
                .singleElement()
                .asString()
                .startsWith("rules.yaml:3:1: is not YAML: ");
        assertThat(problems("version: 1\n\trules: []\n"))
                .singleElement()
                .asString()
                .startsWith("rules.yaml:2:1: is not YAML: ");
    }

    @Test
    void refusesWhatIsNoConfiguration() throws IOException {
        assertThat(problems("")).containsExactly("rules.yaml: is empty");
        assertThat(problems("- a\n- b\n")).contains("rules.yaml:1:1: rules.yaml must be a mapping of keys to values");
        assertThat(problems("version: !!java.net.URL [x]\n")).isNotEmpty();
        assertThat(problems("version: 1\nrules: " + "[".repeat(20_000) + "]".repeat(20_000) + "\n"))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("rules.yaml"));
        assertThat(problems("version: !custom 1\n")).contains("rules.yaml:1:10: the tag !custom is not allowed");
        assertThat(problems("version: 1\nrules:\n- id: &a [*a]\n")).isNotEmpty();
        Files.write(folder.resolve("rules.yaml"), new byte[] {'a', (byte) 0xFF, (byte) 0xFE});
        assertThat(catchThrowableOfType(
                                ConfigurationException.class,
                                () -> RulesFile.read(folder.resolve("rules.yaml"), "rules.yaml"))
                        .getMessage())
                .isEqualTo("rules.yaml: is not UTF-8");
        assertThat(catchThrowableOfType(
                                ConfigurationException.class,
                                () -> RulesFile.read(folder.resolve("none.yaml"), "none.yaml"))
                        .getMessage())
                .isEqualTo("none.yaml: no such file");
    }

    @Test
    void extendsOtherFiles() throws IOException {
        Files.createDirectories(folder.resolve("shared"));
        Files.writeString(folder.resolve("shared/more.yaml"), """
                version: 1
                laws:
                  - {id: L, says: x}
                rules:
                  - {id: b, kind: no-clone, type: B, law: L}
                """);
        RuleSet rules = read("""
                version: 1
                extends: [shared/more.yaml]
                rules:
                  - {id: a, kind: no-clone, type: A, law: L}
                """);
        assertThat(rules.rules()).extracting(RuleEntry::id).containsExactly("b", "a");
        assertThat(rules.rules().get(0).at().file()).isEqualTo("shared/more.yaml");
    }

    @Test
    void refusesACircleAMissingFileAndAMissingPreset() throws IOException {
        assertThat(problems("version: 1\nextends: [rules.yaml]\n"))
                .singleElement()
                .asString()
                .startsWith("rules.yaml: extends itself");
        assertThat(problems("version: 1\nextends: [other.yaml, 'classpath:moveguard/presets/none.yaml']\n"))
                .containsExactly(
                        "rules.yaml:2:11: no such file: other.yaml",
                        "rules.yaml:2:23: no such preset: classpath:moveguard/presets/none.yaml");
    }

    @Test
    void proposesThePresetThatWasMeant() throws IOException {
        assertThat(problems("version: 1\nextends: ['classpath:moveguard/presets/stream.yaml']\n"))
                .containsExactly("rules.yaml:2:11: no such preset: classpath:moveguard/presets/stream.yaml, "
                        + "did you mean classpath:moveguard/presets/streams.yaml?");
        assertThat(problems("version: 1\nextends: ['classpath:arena.yml']\n"))
                .containsExactly("rules.yaml:2:11: no such preset: classpath:arena.yml, "
                        + "did you mean classpath:moveguard/presets/arena.yaml?");
    }
}
