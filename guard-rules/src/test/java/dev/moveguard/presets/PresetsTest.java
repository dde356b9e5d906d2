package dev.moveguard.presets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.engine.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all presets have in common: they load, beside one another and beside a user's rules, and each has a page. */
class PresetsTest {
    private static final Path PAGES = Path.of("..", "docs", "presets");
    private static final List<String> HEADINGS =
            List.of("What it finds", "Bad", "Good", "Rules", "Blind spots", "Precision", "Since");

    static List<String> names() {
        return Preset.names();
    }

    @Test
    void thereArePresets() {
        assertThat(names())
                .containsExactly(
                        "arena",
                        "complete-always",
                        "complete-once",
                        "must-close",
                        "netty-bytebuf",
                        "read-once",
                        "streams",
                        "use-once");
    }

    @ParameterizedTest
    @MethodSource("names")
    void loads(String name) {
        assertThat(Preset.of(name).entries()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void mayBeAboutNothing(String name) {
        assertThat(Preset.of(name).entries())
                .extracting(entry -> entry.entry().allowEmpty())
                .doesNotContainNull();
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysWhyInEveryRule(String name) {
        assertThat(Preset.of(name).entries())
                .extracting(entry -> entry.entry().because())
                .doesNotContainNull();
    }

    @Test
    void useOnceHoldsAllOthersButOne() {
        List<String> others = names().stream()
                .filter(name -> !List.of("use-once", "complete-always").contains(name))
                .flatMap(name -> Preset.of(name).ids().stream())
                .sorted()
                .toList();
        assertThat(Preset.of("use-once").ids()).isEqualTo(others);
    }

    @Test
    void standsBesideRulesOfAProject() {
        List<RuleBook.Entry> entries = Preset.entries("""
                version: 1
                extends: [classpath:moveguard/presets/streams.yaml]
                rules:
                  - id: sessions-move
                    kind: move-only
                    types: [com.acme.Session]
                """);
        assertThat(entries).extracting(entry -> entry.entry().id()).contains("sessions-move", "stream-used-once");
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasAPageWithEveryHeading(String name) throws IOException {
        List<String> lines = Files.readAllLines(PAGES.resolve(name + ".md"));
        assertThat(lines).first().isEqualTo("# " + name);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("## "))
                .containsExactlyElementsOf(
                        HEADINGS.stream().map(heading -> "## " + heading).toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesEveryRuleOnItsPage(String name) throws IOException {
        String page = Files.readString(PAGES.resolve(name + ".md"));
        List<String> own = Files.readAllLines(Preset.FOLDER.resolve(name + ".yaml")).stream()
                .filter(line -> line.startsWith("  - id: "))
                .map(line -> line.substring("  - id: ".length()))
                .toList();
        assertThat(own).allSatisfy(id -> assertThat(page).containsPattern(Pattern.quote("`" + id + "`")));
    }
}
