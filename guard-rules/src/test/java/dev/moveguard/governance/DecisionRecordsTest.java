package dev.moveguard.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.Text;
import dev.moveguard.governance.Decision.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionRecordsTest {
    @TempDir
    Path folder = Path.of("");

    private DecisionRecords file(String text) throws IOException {
        return DecisionRecords.read(Files.writeString(folder.resolve("doc.md"), text), "doc.md");
    }

    private DecisionRecords records(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return DecisionRecords.read(folder, "adr/");
    }

    @Test
    void readsRecordsFromHeadings() throws IOException {
        DecisionRecords records = file("""
                # Decisions
                ## D1 Use `records`  [accepted]
                ### ADR-7: Other
                ```
                ## D2 in a code block
                ```
                text D3 Not a heading
                """);
        assertThat(records.ids()).containsExactly("D1", "ADR-7");
        assertThat(records.find("D1")).hasValueSatisfying(found -> {
            assertThat(found.title()).isEqualTo("Use records");
            assertThat(found.status()).isEqualTo(Status.ACCEPTED);
            assertThat(found.id().at()).hasToString("doc.md:2:4");
        });
    }

    @Test
    void readsWhatStandsUnderTheKeys() throws IOException {
        Decision decision = file("""
                \uFEFF## D19 Restore the law  [accepted, 2026-03-02, supersedes D9 and D12]\r
                Chosen:     one owner, `not.evidence.Of`.\r
                Guarded by: rules `chain-owned`,\r
                            `k-owned`; test `OwnershipTest`.\r
                Evidence:   `vm:a.b.Type#member`, [more](more.md)\r
                """).decisions().get(0);
        assertThat(decision.supersedes()).extracting(Text::value).containsExactly("D9", "D12");
        assertThat(decision.guards())
                .extracting(guard -> guard.value() + " " + guard.at())
                .containsExactly("chain-owned doc.md:3:20", "k-owned doc.md:4:14", "OwnershipTest doc.md:4:30");
        assertThat(decision.symbols()).singleElement().satisfies(symbol -> {
            assertThat(symbol.module()).isEqualTo("vm");
            assertThat(symbol.pattern()).isEqualTo("a.b.Type#member");
            assertThat(symbol.text().at()).hasToString("doc.md:5:14");
        });
        assertThat(decision.links()).extracting(Text::value).containsExactly("more.md");
    }

    @Test
    void knowsWhatHoldsNoMore() throws IOException {
        DecisionRecords records = file("""
                ## D9 Old [accepted]
                ## D10 Older [superseded by D19]
                ## D11 No [rejected]
                ## D12 Maybe [proposed]
                ## D13 Silent
                ## D19 New [accepted, supersedes D9]
                """);
        assertThat(records.decisions().stream()
                        .filter(records::holds)
                        .map(decision -> decision.id().value()))
                .containsExactly("D13", "D19");
        assertThat(records.find("D9").flatMap(records::successor)).contains("D19");
        assertThat(records.find("D10").flatMap(records::successor)).contains("D19");
    }

    @Test
    void aRecordCanBeAdvisoryOrSayThatNothingGuardsIt() throws IOException {
        List<Decision> decisions = file("""
                ## D1 One [accepted, advisory]
                ## D2 Two [accepted]
                Guarded by: nothing; a figure tells.
                ## D3 Three [accepted]
                Guarded by: the reviewers.
                """).decisions();
        assertThat(decisions).extracting(Decision::isAdvisory).containsExactly(true, false, false);
        assertThat(decisions).extracting(Decision::hasGuards).containsExactly(false, false, true);
    }

    @Test
    void readsAFolderOfAdrTools() throws IOException {
        Files.writeString(folder.resolve("README.md"), "# Records");
        records("0003-use-lists.md", """
                # 3. Use lists

                Date: 2026-01-02

                ## Status

                Superceded by [4. Use maps](0004-use-maps.md)

                ## Decision

                Lists.
                """);
        DecisionRecords records = records("0004-use-maps.md", """
                # 4. Use maps

                ## Status

                Accepted

                Supercedes [3. Use lists](0003-use-lists.md)

                ## Guarded by

                * `maps-only`
                """);
        assertThat(records.find("ADR-0003")).hasValueSatisfying(old -> {
            assertThat(old.title()).isEqualTo("Use lists");
            assertThat(old.status()).isEqualTo(Status.SUPERSEDED);
            assertThat(old.supersededBy()).extracting(Text::value).containsExactly("4");
        });
        assertThat(records.find("D4")).hasValueSatisfying(found -> {
            assertThat(found.status()).isEqualTo(Status.ACCEPTED);
            assertThat(found.supersedes()).extracting(Text::value).containsExactly("3");
            assertThat(found.guards())
                    .extracting(guard -> guard.value() + " " + guard.at())
                    .containsExactly("maps-only adr/0004-use-maps.md:11:4");
        });
    }

    @Test
    void readsAFolderOfMadr() throws IOException {
        DecisionRecords records = records("0005-use-trees.md", """
                ---
                status: "superseded by [ADR-0006](0006-use-graphs.md)"
                date: 2026-01-02
                ---
                # Use trees

                ## Context and Problem Statement

                Trees: or not.

                ### Confirmation

                The test `TreeTest`.
                """);
        assertThat(records.decisions()).singleElement().satisfies(found -> {
            assertThat(found.title()).isEqualTo("Use trees");
            assertThat(found.status()).isEqualTo(Status.SUPERSEDED);
            assertThat(found.supersededBy()).extracting(Text::value).containsExactly("ADR-0006");
            assertThat(found.guards())
                    .extracting(guard -> guard.value() + " " + guard.at())
                    .containsExactly("TreeTest adr/0005-use-trees.md:13:11");
        });
    }

    @Test
    void readsTheStatusOfMadr2() throws IOException {
        assertThat(records("0001-x.md", "# X\n\n* Status: rejected\n* Date: 2026-01-02\n")
                        .decisions()
                        .get(0)
                        .status())
                .isEqualTo(Status.REJECTED);
    }

    @Test
    void aFileWithoutANumberIsARecordWhenItTellsAStatus() throws IOException {
        records("README.md", "# Records\n\nStatus: see below\n");
        records("adr-template.md", "# X\n\n## Status\n\nproposed\n");
        records("how-we-decide.md", "# How we decide\n");
        DecisionRecords records = records("use-sets.md", "# Use sets\n\n## Status\n\nAccepted\n");
        assertThat(records.decisions()).singleElement().satisfies(found -> {
            assertThat(found.id().value()).isEqualTo("use-sets");
            assertThat(found.title()).isEqualTo("Use sets");
        });
    }

    @Test
    void recordsOfOneNumberAreToldApartByTheirNames() throws IOException {
        records("0009-use-java.md", "# 9. Use Java\n");
        DecisionRecords records = records("0009-use-maps.md", "# 9. Use maps\n");
        assertThat(records.find("0009-use-maps"))
                .hasValueSatisfying(found -> assertThat(found.title()).isEqualTo("Use maps"));
    }

    @Test
    void recordsOfADateAreCalledByTheirWholeNames() throws IOException {
        records("2021-08-13-use-java.md", "## Status\n\nAccepted\n");
        DecisionRecords records = records("2021-09-01-use-maps.md", "# Use maps\n\nDate: 2021-09-02\n");
        assertThat(records.decisions())
                .extracting(found -> "%s|%s|%s".formatted(found.id(), found.title(), found.date()))
                .containsExactly("2021-08-13-use-java|use java|2021-08-13", "2021-09-01-use-maps|Use maps|2021-09-02");
    }

    @Test
    void namesRecordsThatAreNotMarkdown() throws IOException {
        Files.writeString(folder.resolve("0001-use-sets.adoc"), "= Use sets");
        assertThat(records("0002-use-maps.md", "# 2. Use maps\n").unread()).containsExactly("adr/0001-use-sets.adoc");
    }

    @ParameterizedTest
    @CsvSource({
        "Overridden by [Sets](0067-sets.md),SUPERSEDED,''",
        "Accepted. Overridden by [ADR-67 Sets](0067-sets.md),SUPERSEDED,ADR-67",
        "Replaced by [67. Sets](0067-sets.md),SUPERSEDED,67",
        "Accepted. Replaced nothing,ACCEPTED,''"
    })
    void knowsOtherWordsForSuperseded(String status, Status wanted, String by) throws IOException {
        Decision decision = records("0048-x.md", "# 48. X\n\n## Status\n\n" + status + "\n")
                .decisions()
                .get(0);
        assertThat(decision.status()).isEqualTo(wanted);
        assertThat(decision.supersededBy())
                .extracting(Text::value)
                .containsExactly(by.isEmpty() ? new String[0] : by.split(" "));
    }

    @Test
    void aRecordThatOverridesAnotherTakesItsPlace() throws IOException {
        records("0048-x.md", "# 48. X\n\n## Status\n\nAccepted\n");
        DecisionRecords records =
                records("0067-y.md", "# 67. Y\n\n## Status\n\nAccepted. Overrides [ADR-48 X](0048-x.md).\n");
        assertThat(records.find("48").map(records::holds)).contains(false);
    }

    @Test
    void saysWhenADocumentIsNotThere() {
        assertThatThrownBy(() -> DecisionRecords.read(folder.resolve("none.md"), "none.md"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("cannot be read");
    }
}
