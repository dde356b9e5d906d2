package dev.moveguard.report;

import dev.moveguard.config.Law;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.engine.RuleBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The section of an AGENTS.md that tells the laws and rules. It stands between two markers, so that it can be written again; it is made
 * from rules.yaml, and nothing is ever read from it.
 */
public final class AgentsSection {
    private static final String BEGIN = "<!-- moveguard:begin";
    private static final String END = "<!-- moveguard:end -->";

    private AgentsSection() {}

    /** A file has one of the markers, or has them more than once or in the wrong order. */
    public static final class BrokenMarkersException extends RuntimeException {
        BrokenMarkersException() {
            super("the markers %s ... --> and %s must stand in it once each, in this order, or not at all"
                    .formatted(BEGIN, END));
        }
    }

    /** Writes the section, from marker to marker, each line ended by a line feed. */
    public static String of(RuleBook book) {
        StringBuilder out = new StringBuilder(BEGIN)
                .append(": from rules.yaml, by guard explain --format agents-md; change the rules, not this -->\n");
        out.append("## Architecture laws\n\n");
        out.append(
                "`guard check --format agent` judges these rules; run it before you call a change done. It prints a line a\n");
        out.append(
                "finding, `path:line:col rule what -> fix`, and always a last line with counts. `guard explain RULE` tells why a\n");
        out.append(
                "rule is there. Mend the code: do not weaken a rule, suppress a finding, or write a baseline to get past one.\n");
        byLaw(book).forEach((head, rules) -> {
            out.append("\n### ").append(head).append("\n\n");
            rules.forEach(rule -> out.append(rule(rule)));
        });
        return out.append(END).append('\n').toString();
    }

    /**
     * Puts the section where an earlier one stands in a file, or at its end. The line ends are those of the file.
     *
     * @throws BrokenMarkersException when it cannot be told where the earlier one begins and ends
     */
    public static String into(String file, String section) {
        String ours = file.contains("\r\n") ? section.replace("\n", "\r\n") : section;
        int begin = file.indexOf(BEGIN);
        int end = file.indexOf(END);
        if (begin < 0 && end < 0) {
            String lineEnd = file.contains("\r\n") ? "\r\n" : "\n";
            String between = file.isEmpty() ? "" : file.endsWith("\n") ? lineEnd : lineEnd + lineEnd;
            return file + between + ours;
        }
        if (begin < 0 || end < begin || file.lastIndexOf(BEGIN) != begin || file.lastIndexOf(END) != end) {
            throw new BrokenMarkersException();
        }
        String after = file.substring(end + END.length());
        return file.substring(0, begin) + ours.stripTrailing() + (after.isEmpty() ? "\n" : after);
    }

    private static Map<String, List<RuleBook.Entry>> byLaw(RuleBook book) {
        Map<String, List<RuleBook.Entry>> byLaw = new LinkedHashMap<>();
        for (RuleBook.Entry rule : book.entries()) {
            String head = rule.law().map(AgentsSection::head).orElse("Without a law");
            byLaw.computeIfAbsent(head, key -> new ArrayList<>()).add(rule);
        }
        return byLaw;
    }

    private static String head(Law law) {
        String decision = law.decision() == null ? "" : " (" + law.decision() + ")";
        return text(law.id() + ": " + law.says() + decision);
    }

    private static String rule(RuleBook.Entry rule) {
        RuleEntry entry = rule.entry();
        String demands = rule.demands().entrySet().stream()
                .map(one -> one.getKey() + ": "
                        + one.getValue().stream()
                                .map(value -> "`" + value.replace("`", "'") + "`")
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        StringBuilder line = new StringBuilder(
                "- `%s`: %s (kind %s; %s).".formatted(entry.id(), rule.kind().says(), entry.kind(), demands));
        if (entry.because() != null) {
            line.append(" Because ").append(entry.because()).append('.');
        }
        if (entry.fix() != null) {
            line.append(" Fix: ").append(entry.fix()).append('.');
        }
        return text(line.toString()) + "\n";
    }

    /** One line that holds neither a comment nor a marker. */
    private static String text(String text) {
        return Escaped.line(text.replace('\n', ' ')).replace("<!--", "&lt;!--");
    }
}
