package dev.moveguard.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.lang.ArchRule;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.testkit.RuleVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of the rule kinds are true: every Java block under Bad is found as its comments say, every one under Good is clean,
 * and every one under Blind spots is judged as wrongly as it says. The rule is the one in the YAML block above it, read as
 * rules.yaml is.
 */
class RulePagesTest {
    private static final String EXPECTATION = "(?s).*// (error|bytecode|source)(:\\d+)?: \\[.*";
    private static final Pattern PACKAGE = Pattern.compile("^package (\\S+);$", Pattern.MULTILINE);

    /** Kinds that judge documents, which their pages show instead of Java. */
    private static final Set<String> OF_DOCUMENTS = Set.of("doc-links", "coupled-change");

    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> everyBadBlockIsFound() {
        return judging().flatMap(page -> tests(page, page.java("Bad"), this::verifyBad));
    }

    @TestFactory
    Stream<DynamicTest> everyGoodBlockIsClean() {
        return judging().flatMap(page -> tests(page, page.java("Good"), this::verifyClean));
    }

    @TestFactory
    Stream<DynamicTest> everyBlindSpotShownIsOne() {
        return judging().flatMap(page -> tests(page, page.java("Blind spots"), this::verify));
    }

    @TestFactory
    Stream<DynamicTest> everyYamlBlockIsARuleOfTheKind() {
        return Page.all()
                .flatMap(page -> tests(
                        page,
                        page.blocks("yaml"),
                        (name, block) -> assertThat(rule(page, block).kind()).isEqualTo(page.kind())));
    }

    @Test
    void everyPageShowsBadAndGood() {
        assertThat(Page.all()).isNotEmpty();
        assertThat(judging()).allSatisfy(page -> {
            assertThat(page.java("Bad")).as("Java under Bad of %s", page.file()).isNotEmpty();
            assertThat(page.java("Good"))
                    .as("Java under Good of %s", page.file())
                    .isNotEmpty();
        });
    }

    @Test
    void everyPageIsOfAKind() {
        assertThat(RuleBook.kinds())
                .extracting(RuleKind::name)
                .containsAll(Page.all().map(Page::kind).toList());
    }

    /** The pages of kinds that judge code; a kind that judges the build shows no Java to be judged. */
    private static Stream<Page> judging() {
        List<String> kinds = RuleBook.kinds().stream()
                .filter(RuleKind::needsCode)
                .map(RuleKind::name)
                .filter(name -> !OF_DOCUMENTS.contains(name))
                .toList();
        return Page.all().filter(page -> kinds.contains(page.kind()));
    }

    private interface Verification {
        void verify(Page page, Block block) throws URISyntaxException;
    }

    private static Stream<DynamicTest> tests(Page page, List<Block> blocks, Verification verification) {
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(
                        "%s:%d".formatted(page.file(), block.line()), () -> verification.verify(page, block)));
    }

    private void verifyBad(Page page, Block block) throws URISyntaxException {
        assertThat(block.text())
                .as("%s: a bad example says what is found", page.file())
                .matches(EXPECTATION);
        verify(page, block);
    }

    private void verifyClean(Page page, Block block) throws URISyntaxException {
        assertThat(block.text())
                .as("%s: a good example expects nothing", page.file())
                .doesNotMatch(EXPECTATION);
        verify(page, block);
    }

    private void verify(Page page, Block block) throws URISyntaxException {
        try {
            verifier(page, rule(page, page.yamlFor(block))).verify(fixture(block.text()));
        } catch (AssertionError e) {
            throw new AssertionError(
                    "%s, the block at line %d: %s".formatted(page.file(), block.line(), e.getMessage()), e);
        }
    }

    private static RuleVerifier verifier(Page page, Rule rule) throws URISyntaxException {
        if (!page.kind().equals("archunit")) {
            return RuleVerifier.of(rule);
        }
        Path archUnit = Path.of(ArchRule.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return RuleVerifier.ofClasses(rule, archUnit);
    }

    /** Puts a source that has a package in the folder of that package, where a compiler would look for it. */
    private static String fixture(String text) {
        Matcher declaration = PACKAGE.matcher(text);
        return declaration.find()
                ? "// file: %s/Page.java\n%s".formatted(declaration.group(1).replace('.', '/'), text)
                : text;
    }

    private Rule rule(Page page, Block yaml) {
        String name = "%s, the block at line %d".formatted(page.file(), yaml.line());
        List<RuleBook.Entry> entries =
                RuleBook.of(RulesFile.read(written(yaml.text()), name)).entries();
        assertThat(entries).as(name).hasSize(1);
        return entries.get(0).rule();
    }

    private Path written(String text) {
        try {
            return Files.writeString(folder.resolve("rules.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A fenced block.
     *
     * @param section the heading it stands under
     * @param line of its first line, from 1
     */
    record Block(String section, String language, String text, int line) {}

    /** A page of docs/rules: headings of the second level, and fenced blocks below them. */
    record Page(String kind, List<String> headings, List<Block> blocks, List<String> lines) {
        private static final Path FOLDER = Path.of("..", "docs", "rules");
        private static final Pattern FENCE = Pattern.compile("```(\\w*)");

        static Stream<Page> all() {
            try (Stream<Path> files = Files.list(FOLDER)) {
                return files.filter(file -> file.toString().endsWith(".md")).sorted().map(Page::read).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Optional<Page> of(String kind) {
            return all().filter(page -> page.kind().equals(kind)).findFirst();
        }

        private static Page read(Path file) {
            List<String> headings = new ArrayList<>();
            List<Block> blocks = new ArrayList<>();
            List<String> lines = lines(file);
            String section = "";
            for (int i = 0; i < lines.size(); i++) {
                Matcher fence = FENCE.matcher(lines.get(i));
                if (fence.matches()) {
                    int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                    String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
                    blocks.add(new Block(section, fence.group(1), text, i + 2));
                    i = end;
                } else if (lines.get(i).startsWith("## ")) {
                    section = lines.get(i).substring(3);
                    headings.add(section);
                }
            }
            return new Page(String.valueOf(file.getFileName()).replace(".md", ""), headings, blocks, lines);
        }

        private static List<String> lines(Path file) {
            try {
                return Files.readAllLines(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String file() {
            return kind + ".md";
        }

        List<Block> blocks(String language) {
            return blocks.stream()
                    .filter(block -> block.language().equals(language))
                    .toList();
        }

        List<Block> java(String section) {
            return blocks("java").stream()
                    .filter(block -> block.section().equals(section))
                    .toList();
        }

        /** The nearest rule above a block in its section, else the first of the page. */
        Block yamlFor(Block block) {
            List<Block> yaml = blocks("yaml");
            return yaml.stream()
                    .filter(one -> one.section().equals(block.section()) && one.line() < block.line())
                    .reduce((first, second) -> second)
                    .or(() -> yaml.stream().findFirst())
                    .orElseGet(() -> fail(file() + " has no YAML block"));
        }

        /** The cells of the table row that begins with a name in code font. */
        Optional<List<String>> row(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith("| `" + name + "` |"))
                    .map(line -> Stream.of(line.substring(1).split("(?<!\\\\)\\|", 0))
                            .map(String::strip)
                            .toList())
                    .findFirst();
        }
    }
}
