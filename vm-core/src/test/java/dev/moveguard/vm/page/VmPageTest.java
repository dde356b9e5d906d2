package dev.moveguard.vm.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every Java block of the page is in a test that runs it, word for word. */
class VmPageTest {
    private static final Path PAGE = Path.of("..", "docs", "vm.md");
    private static final Path FOLDER = Path.of("src/test/java/dev/moveguard/vm/page");
    private static final Path EXAMPLES = FOLDER.resolve("VmPageExamplesTest.java");
    private static final Path FIRST = FOLDER.resolve("FirstEffects.java");
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyJavaBlockOfThePageIsRun() throws IOException {
        String examples = words(Files.readString(EXAMPLES)) + words(Files.readString(FIRST));
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(blocks).as("blocks of the page").hasSizeGreaterThanOrEqualTo(12);
        assertThat(blocks).allSatisfy(block -> assertThat(examples).contains(words(block)));
    }

    /** Whole, so that a newcomer can compile it as it stands. */
    @Test
    void theFirstExampleIsAFileOfItsOwn() throws IOException {
        String file = Files.readString(FIRST).replaceFirst("package .*;", "");
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            FirstEffects.main(new String[0]);
        } finally {
            System.setOut(console);
        }

        assertThat(words(Files.readString(PAGE))).contains(words(file));
        assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo("9");
    }

    @Test
    void everyExampleIsOnThePage() throws IOException {
        String page = words(Files.readString(PAGE));
        Matcher tests = Pattern.compile("@Test\\s+void \\w+\\(\\) \\{\\n(.*?)\\n    }\\n", Pattern.DOTALL)
                .matcher(Files.readString(EXAMPLES));

        assertThat(tests.results().map(found -> words(found.group(1))).toList())
                .hasSizeGreaterThanOrEqualTo(12)
                .allSatisfy(body -> assertThat(page).contains(body));
    }

    /** Indentation is not compared. */
    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
