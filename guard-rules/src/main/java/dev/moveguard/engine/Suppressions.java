package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceComment;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.code.source.SourceText.Span;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Findings that are accepted on purpose, in a comment on the line or the line above.
 *
 * <pre>
 * // guard:allow RULE until=2027-01-31 -- reason
 * </pre>
 *
 * <p>The reason is required, the date is not. A suppression without a reason, past its date, of an unknown rule, of
 * another form, or that suppresses nothing is itself a finding.
 */
final class Suppressions {
    static final String KIND = "suppression";
    private final List<Suppression> all = new ArrayList<>();
    private final Set<Suppression> used = new HashSet<>();
    private final Supplier<LocalDate> today;

    /** One comment. {@code fault} is what is wrong with it by itself; null: nothing. */
    private record Suppression(
            Location at, AllowComment said, @Nullable String fault) {
        boolean covers(ReportedFinding finding) {
            return fault == null
                    && finding.rule().equals(rule())
                    && finding.at().file().equals(at.file())
                    && (finding.at().line() == at.line() || finding.at().line() == at.line() + 1);
        }

        String rule() {
            return said.rule();
        }

        /** The rule it was most likely written for; the kind of finding in place of one that it does not name. */
        String rule(List<String> known) {
            return said.names().stream().filter(known::contains).findFirst().orElse(said.isForm() ? rule() : KIND);
        }

        /** Whether it is prose: nothing in it is, or is nearly, a rule. */
        boolean isSentence(List<String> known) {
            return said.isSentence()
                    && said.names().stream()
                            .allMatch(name -> !known.contains(name)
                                    && Spelling.hint(name, known).isEmpty());
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
        if (!source.text().contains(AllowComment.MARK)) {
            return;
        }
        for (SourceComment comment : SourceComment.in(source)) {
            AllowComment.in(comment.text()).ifPresent(said -> all.add(suppression(file, source, comment, said)));
        }
    }

    private Suppression suppression(String file, SourceText source, SourceComment comment, AllowComment said) {
        Span span = comment.at();
        Location at = new Location(
                file,
                span.line(),
                span.column() + said.start(),
                span.endLine(),
                span.endColumn(),
                source.line(span.line()));
        return new Suppression(at, said, said.fault() == null ? ended(said.until()) : said.fault());
    }

    private @Nullable String ended(@Nullable String until) {
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
        return covering.stream().findFirst().map(one -> one.said.reason());
    }

    /**
     * Returns what is wrong with the suppressions, once all findings have been offered to {@link #reasonFor}.
     *
     * @param known ids of all rules
     * @param judged ids of the rules that were judged in full
     */
    Stream<ReportedFinding> findings(List<String> known, Set<String> judged) {
        return all.stream().filter(one -> !one.isSentence(known)).flatMap(one -> {
            if (one.said.isForm() && !known.contains(one.rule())) {
                return Stream.of(finding(one, one.rule(), "names no rule" + Spelling.hint(one.rule(), known)));
            } else if (one.fault != null) {
                return Stream.of(finding(one, one.rule(known), one.fault));
            }
            return judged.contains(one.rule()) && !used.contains(one)
                    ? Stream.of(finding(one, one.rule(), "suppresses nothing: take it out"))
                    : Stream.empty();
        });
    }

    private static ReportedFinding finding(Suppression one, String rule, String fault) {
        String subject = one.rule().isEmpty() ? "the suppression" : "the suppression of " + one.rule();
        return new ReportedFinding(
                rule,
                KIND,
                Severity.ERROR,
                one.at,
                subject + " " + fault,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Fingerprint.of(rule, KIND, one.at.file(), fault));
    }
}
