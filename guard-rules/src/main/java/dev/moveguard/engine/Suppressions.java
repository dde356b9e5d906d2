package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.code.source.SourceTokens;
import dev.moveguard.config.Severity;
import dev.moveguard.config.Spelling;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.rule.Project;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Findings that are accepted on purpose, in a comment on the line or the line above.
 *
 * <pre>
 * // guard:allow RULE until=2027-01-31 -- reason
 * </pre>
 *
 * <p>The reason is required, the date is not. A suppression without a reason, past its date, of an unknown rule, or that
 * suppresses nothing is itself a finding.
 */
final class Suppressions {
    static final String KIND = "suppression";
    private static final String MARK = "guard:allow";
    private static final Pattern FORM =
            Pattern.compile("//\\s*guard:allow\\s+([\\w-]+)(?:\\s+until=(\\S+))?\\s*(?:--\\s*(.*?))?\\s*$");

    private final List<Suppression> all = new ArrayList<>();
    private final Set<Suppression> used = new HashSet<>();
    private final Supplier<LocalDate> today;

    /** One comment. {@code fault} is what is wrong with it by itself; null: nothing. */
    private record Suppression(
            Location at,
            String rule,
            String reason,
            @Nullable String fault) {
        boolean covers(ReportedFinding finding) {
            return fault == null
                    && finding.rule().equals(rule)
                    && finding.at().file().equals(at.file())
                    && (finding.at().line() == at.line() || finding.at().line() == at.line() + 1);
        }
    }

    private Suppressions(Supplier<LocalDate> today) {
        this.today = today;
    }

    /** Reads the suppressions of all sources; one that cannot be read is told to the ledger. */
    static Suppressions in(
            Collection<Path> sources,
            Function<Path, SourceText> reading,
            Project project,
            InputLedger ledger,
            Supplier<LocalDate> today) {
        Suppressions suppressions = new Suppressions(today);
        for (Path file : sources) {
            try {
                suppressions.read(project.shown(file), reading.apply(file));
            } catch (UnreadableException e) {
                ledger.failed(project.shown(file), e.reason());
            }
        }
        return suppressions;
    }

    private void read(String file, SourceText source) {
        int from = source.text().indexOf(MARK);
        if (from < 0) {
            return;
        }
        SourceTokens tokens = SourceTokens.of(source);
        while (from >= 0) {
            int line = source.span(from, from).line();
            Matcher matcher = FORM.matcher(source.line(line));
            boolean isDocumentation = source.line(line).stripLeading().startsWith("*");
            if (!isDocumentation && matcher.find() && !tokens.covers(line, matcher.start() + 1)) {
                String text = source.line(line);
                Location at = new Location(file, line, matcher.start() + 1, line, text.length() + 1, text);
                all.add(new Suppression(at, matcher.group(1), reason(matcher), fault(matcher)));
            }
            from = source.text().indexOf(MARK, from + MARK.length());
        }
    }

    private static String reason(Matcher matcher) {
        return matcher.group(3) == null ? "" : matcher.group(3).strip();
    }

    private @Nullable String fault(Matcher matcher) {
        if (reason(matcher).isEmpty()) {
            return "gives no reason: write one behind --";
        }
        String until = matcher.group(2);
        if (until == null) {
            return null;
        }
        try {
            return LocalDate.parse(until).isBefore(today.get()) ? "ended on " + until : null;
        } catch (DateTimeParseException e) {
            return "has no date behind until=: write it as 2027-01-31";
        }
    }

    /** Returns why a finding is accepted, if it is; notes which suppressions accept it. */
    Optional<String> reasonFor(ReportedFinding finding) {
        List<Suppression> covering =
                all.stream().filter(one -> one.covers(finding)).toList();
        used.addAll(covering);
        return covering.stream().findFirst().map(Suppression::reason);
    }

    /**
     * Returns what is wrong with the suppressions, once all findings have been offered to {@link #reasonFor}.
     *
     * @param known ids of all rules
     * @param judged ids of the rules that were judged in full
     */
    Stream<ReportedFinding> findings(List<String> known, Set<String> judged) {
        return all.stream().flatMap(one -> {
            if (!known.contains(one.rule)) {
                return Stream.of(finding(one, "names no rule" + Spelling.hint(one.rule, known)));
            } else if (one.fault != null) {
                return Stream.of(finding(one, one.fault));
            }
            return judged.contains(one.rule) && !used.contains(one)
                    ? Stream.of(finding(one, "suppresses nothing: take it out"))
                    : Stream.empty();
        });
    }

    private static ReportedFinding finding(Suppression one, String fault) {
        return new ReportedFinding(
                one.rule,
                KIND,
                Severity.ERROR,
                one.at,
                "the suppression of %s %s".formatted(one.rule, fault),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Fingerprint.of(one.rule, KIND, one.at.file(), fault));
    }
}
