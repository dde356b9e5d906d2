package dev.moveguard.report;

import dev.moveguard.governance.ledger.Answer;
import dev.moveguard.governance.ledger.GuardEntry;
import dev.moveguard.governance.ledger.Ledger;
import dev.moveguard.governance.ledger.Row;
import dev.moveguard.governance.ledger.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The ledger as text: a block a law, then the guards without one, what runs them, and a last line with the counts. */
record LedgerText(Paint paint) {
    private static final int VERDICT_WIDTH = 11;
    private static final String INDENT = " ".repeat(VERDICT_WIDTH);

    String write(Ledger ledger) {
        StringBuilder text = new StringBuilder();
        ledger.rows().forEach(row -> row(text, row));
        if (!ledger.lawless().isEmpty()) {
            text.append("no law\n");
            guards(text, ledger.lawless());
        }
        ledger.notAssessed()
                .forEach(gap ->
                        text.append("not assessed: ").append(Escaped.line(gap)).append('\n'));
        return text.append('\n').append(summary(ledger)).toString();
    }

    private void row(StringBuilder text, Row row) {
        String verdict = row.verdict().shown();
        text.append(painted(row.verdict()))
                .append(" ".repeat(VERDICT_WIDTH - verdict.length()))
                .append(paint.bold(Escaped.line(row.law())))
                .append("  ")
                .append(Escaped.line(row.says()))
                .append(decided(row))
                .append('\n');
        guards(text, row.guards());
        if (!row.reason().isEmpty()) {
            text.append(INDENT)
                    .append("because  ")
                    .append(Escaped.line(row.reason()))
                    .append('\n');
        }
        if (!row.next().isEmpty()) {
            text.append(INDENT)
                    .append("next     ")
                    .append(Escaped.line(row.next()))
                    .append('\n');
        }
    }

    private String painted(Verdict verdict) {
        return switch (verdict) {
            case ENFORCED -> paint.good(verdict.shown());
            case PARTIAL, DOC_ONLY -> paint.bold(verdict.shown());
            case NOT_WIRED, DEAD -> paint.mark(true, verdict.shown());
        };
    }

    static String decided(Row row) {
        if (row.decision().isEmpty()) {
            return "";
        }
        return row.since().isEmpty()
                ? " (%s)".formatted(row.decision())
                : " (%s, %s)".formatted(row.decision(), row.since());
    }

    private static void guards(StringBuilder text, List<GuardEntry> guards) {
        int width =
                guards.stream().mapToInt(guard -> guard.name().length()).max().orElse(0);
        for (GuardEntry guard : guards) {
            text.append(INDENT)
                    .append(guard.isRule() ? "rule  " : "test  ")
                    .append(guard.name())
                    .append(" ".repeat(width - guard.name().length() + 2))
                    .append(String.join(", ", states(guard)))
                    .append('\n');
        }
    }

    /** What there is to say of a guard, in a few words. */
    static List<String> states(GuardEntry guard) {
        List<String> states = new ArrayList<>();
        state(states, guard.isRule() ? "alive" : "on the test path", guard.alive());
        state(states, guard.isRule() ? "holds" : "executed", guard.executed());
        state(states, "bites", guard.bites());
        state(states, "wired", guard.wired());
        return states;
    }

    private static void state(List<String> states, String word, Answer answer) {
        switch (answer.state()) {
            case YES -> states.add(word);
            case WEAK -> states.add(word + " in part");
            case NO -> states.add("not " + word);
            case UNKNOWN -> states.add(word + "?");
            case NOT_ASKED -> {}
        }
    }

    static String summary(Ledger ledger) {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            if (ledger.count(verdict) > 0) {
                counts.add(ledger.count(verdict) + " " + verdict.shown());
            }
        }
        long guards =
                ledger.rows().stream().mapToLong(row -> row.guards().size()).sum();
        return "%s: %s; %s, %s without a law, %s\n"
                .formatted(
                        counted(ledger.rows().size(), "law"),
                        counts.isEmpty() ? "none" : String.join(", ", counts),
                        counted(guards + ledger.lawless().size(), "guard"),
                        ledger.lawless().size(),
                        counted(ledger.wiring().size(), "wiring"));
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
