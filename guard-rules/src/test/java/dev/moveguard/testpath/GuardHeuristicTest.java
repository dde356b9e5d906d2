package dev.moveguard.testpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardHeuristicTest {
    private Path tests = Path.of("");

    @BeforeEach
    void aMavenProject(@TempDir Path root) throws IOException {
        tests = Files.createDirectories(root.resolve("src/test/java"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
    }

    private List<String> guards(String name, String head) throws IOException {
        Files.writeString(tests.resolve(name + ".java"), """
                import org.junit.jupiter.api.Test;
                %s { @Test void holds() {} }
                """.formatted(head));
        Path root = tests.resolve("../../..").normalize();
        return Doctor.examine(new Doctor.Request(root, false, false, Duration.ofSeconds(60))).guards().stream()
                .map(guard -> guard.name() + " " + guard.because())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "OwnershipGuardTest, Guard",
        "ArchitectureIT, Architecture",
        "MyARCHITECTURETest, ARCHITECTURE",
        "Package_Guards, Guards"
    })
    void findsATellingWord(String name, String word) {
        assertThat(GuardHeuristic.named(name)).contains("is named " + word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SearchTest", "GuardianTest", "FlawTest", "OrderRuleTest", "ArchiveTest", "MailRulesTest"})
    void leavesOtherWordsAlone(String name) {
        assertThat(GuardHeuristic.named(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MyARCHTest, java.nio.file.Files, ARCH",
        "LayerRules, com.github.javaparser.*, Rules",
        "Package_Conventions, java.lang.reflect.Modifier, Conventions",
        "Spec21LawsTest, java.io.File, Laws"
    })
    void takesACommonWordWhereTheTestReadsCode(String name, String imported, String word) throws IOException {
        assertThat(guards(name, "import %s; class %s".formatted(imported, name)))
                .containsExactly("%s reads code and is named %s".formatted(name, word));
    }

    @ParameterizedTest
    @CsvSource({
        "RulesTest, java.nio.charset.StandardCharsets",
        "ArchUtilsTest, java.util.List",
        "RunRulesOnMailboxTest, java.io.InputStream",
        "SearchTest, java.nio.file.Files"
    })
    void leavesACommonWordOfAnotherTradeAlone(String name, String imported) throws IOException {
        assertThat(guards(name, "import %s; class %s".formatted(imported, name)))
                .isEmpty();
    }

    @Test
    void looksAtTheSuperclassToo() throws IOException {
        assertThat(guards("Sources", "import java.nio.file.Files; abstract class Sources"))
                .isEmpty();
        assertThat(guards("LawsTest", "class LawsTest extends Sources"))
                .containsExactly("LawsTest reads code and is named Laws");
    }
}
