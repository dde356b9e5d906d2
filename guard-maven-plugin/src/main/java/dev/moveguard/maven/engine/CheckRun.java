package dev.moveguard.maven.engine;

import dev.moveguard.code.Lens;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.RulesFile;
import dev.moveguard.config.Severity;
import dev.moveguard.engine.Baseline;
import dev.moveguard.engine.Check;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckoutPath;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.maven.contract.CheckInput;
import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.report.Report;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** One check: reads the rules, judges, writes. */
final class CheckRun {
    private static final int MOST_NOTES = 10;

    private CheckRun() {}

    static Outcome of(CheckInput input) {
        Lens lens = Word.of(Lens.class, "guard.lens", input.lens());
        Severity failOn = Word.of(Severity.class, "guard.failOn", input.failOn());
        Report format = Word.of(Report.class, "guard.format", input.writing().format());
        ResultFile.check(input.writing());
        RuleBook book = RuleBook.of(RulesFile.read(input.rules(), input.shownRules()));
        CheckResult result = Check.run(new Check.Request(
                        book,
                        book.chosen(input.ids(), reason -> new WrongParameterException("guard.rule: " + reason)),
                        List.of(),
                        lens,
                        () -> LocalDate.now(ZoneId.systemDefault()),
                        cache(book, input.keepsFacts()),
                        Baseline.read(book.ruleSet().root()),
                        RulesEngine.session(input.session()))
                .drawn(format == Report.HTML));
        String base = CheckoutPath.base(book.ruleSet().root());
        ResultFile.write(input.writing(), style -> format.write(result, style.with(failOn, base)));
        String text = Report.TEXT.write(
                result, new Report.Style(false, input.writing().version()));
        return new Outcome(verdict(result, failOn), text, RulesEngine.lastLine(text), notes(result));
    }

    private static Verdict verdict(CheckResult result, Severity failOn) {
        if (result.hasFindingsAtLeast(failOn)) {
            return Verdict.FINDINGS;
        }
        return result.notAssessed().isEmpty() ? Verdict.CLEAN : Verdict.NOT_ASSESSED;
    }

    private static FactsCache cache(RuleBook book, boolean isKept) {
        return isKept ? FactsCache.in(book.ruleSet().root().resolve(".guard")) : FactsCache.none();
    }

    private static List<String> notes(CheckResult result) {
        int more = result.skipped().size() - MOST_NOTES;
        Stream<String> first = result.skipped().stream()
                .limit(MOST_NOTES)
                .map(entry -> "skipped %s, which %s".formatted(entry.input(), entry.reason()));
        return Stream.concat(first, more > 0 ? Stream.of("skipped %s more inputs".formatted(more)) : Stream.empty())
                .toList();
    }
}
