package dev.moveguard.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.code.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownIdsTest {
    @TempDir
    Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("doc.md"), text);
    }

    @Test
    void readsDecisionsFromHeadings() throws IOException {
        MarkdownIds ids = MarkdownIds.decisions(file("""
                # Decisions
                ## D1 Use `records`  [accepted]
                ### ADR-7: Other
                ```
                ## D2 in a code block
                ```
                text D3 Not a heading
                """));
        assertThat(ids.ids()).containsExactly("D1", "ADR-7");
        assertThat(ids.text("D1")).contains("Use records [accepted]");
    }

    @Test
    void readsDecisionsFromAFolderOfRecords() throws IOException {
        Files.writeString(folder.resolve("0019-restore-the-law.md"), "# Restore the law");
        Files.writeString(folder.resolve("README.md"), "# Records");
        MarkdownIds ids = MarkdownIds.decisions(folder);
        assertThat(ids.ids()).containsExactly("0019", "19", "D19", "ADR-19", "ADR-0019");
        assertThat(ids.text("D19")).contains("restore the law");
    }

    @Test
    void readsConstraintsFromTables() throws IOException {
        MarkdownIds ids = MarkdownIds.constraints(file("""
                | id | choice |
                |---|---|
                | B2 | once |

                | core | couples |
                |---|---|
                | K1 ownership | B2 |
                """));
        assertThat(ids.text("B2")).contains("once");
        assertThat(ids.ids()).contains("K1 ownership").doesNotContain("B3");
    }

    @Test
    void saysWhenADocumentIsNotThere() {
        assertThatThrownBy(() -> MarkdownIds.decisions(folder.resolve("none.md")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("cannot be read");
    }
}
