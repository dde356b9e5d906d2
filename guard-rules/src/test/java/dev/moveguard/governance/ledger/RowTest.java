package dev.moveguard.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
    private static GuardEntry rule(String id, Answer alive, Answer wired) {
        return new GuardEntry(id, true, "no-clone", alive, Answer.yes(""), Answer.yes(""), wired);
    }

    private static Row row(GuardEntry... guards) {
        return Row.of("L", "it holds", "D1", "2026-03-02", List.of(guards));
    }

    @Test
    void tellsWhatIsMissingBeforeWhatIsNotKnown() {
        Answer unknown = Answer.unknown("Cell.java cannot be read");
        Row row = row(rule("a", unknown, Answer.yes("")), rule("b", unknown, Answer.no("nothing runs it", "run it")));
        assertThat(row.reason()).isEqualTo("b: nothing runs it");
        assertThat(row.next()).isEqualTo("run it");
    }

    @Test
    void hasANextStepForWhatIsNotKnown() {
        Row row = row(rule("a", Answer.unknown("Cell.java cannot be read"), Answer.yes("")));
        assertThat(row.verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(row.reason()).isEqualTo("a: Cell.java cannot be read");
        assertThat(row.next()).isEqualTo("mend what could not be read");
    }

    @Test
    void saysNothingOfALawThatIsEnforced() {
        Row row = row(rule("a", Answer.yes(""), Answer.yes("")));
        assertThat(row.verdict()).isEqualTo(Verdict.ENFORCED);
        assertThat(row.reason() + row.next()).isEmpty();
    }
}
