package dev.moveguard.prove;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.Mood;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Text;
import dev.moveguard.config.Witness;
import dev.moveguard.engine.Judging;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.engine.ScannedCode;
import dev.moveguard.prove.Attempt.Outcome;
import dev.moveguard.prove.Mutant.Change;
import dev.moveguard.prove.RuleProof.Verdict;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import dev.moveguard.rule.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The code of one run, in which rule after rule is tried on mutants. */
final class Laboratory {
    private static final String REMOVED = "without what it is about";

    private final RuleBook book;
    private final ScannedCode scanned;
    private final Map<String, Breaker> breakers;
    private int variants;

    Laboratory(RuleBook book, ScannedCode scanned) {
        this.book = book;
        this.scanned = scanned;
        this.breakers = Proof.breakers().stream().collect(Collectors.toMap(Breaker::kind, breaker -> breaker));
    }

    /** What a rule said of some code. */
    private record Said(List<Finding> findings, List<Finding> vacuities, List<Facts.Gap> gaps, int subjects) {}

    RuleProof prove(RuleBook.Entry rule) {
        String id = rule.entry().id();
        String kind = rule.kind().name();
        Said clean = judge(rule, scanned.code(), scanned.project());
        if (rule.kind().needsCode() && !scanned.ledger().failed().isEmpty()) {
            InputLedger.Entry failed = scanned.ledger().failed().get(0);
            return notAssessed(rule, failed.input(), failed.reason());
        }
        if (!clean.gaps.isEmpty()) {
            return notAssessed(
                    rule, clean.gaps.get(0).input(), clean.gaps.get(0).reason());
        }
        List<Finding> wrong =
                Stream.concat(clean.findings.stream(), clean.vacuities.stream()).toList();
        if (!wrong.isEmpty()) {
            return new RuleProof(
                    id,
                    kind,
                    Verdict.NOT_CLEAN,
                    List.of(),
                    "the untouched code has a finding: " + wrong.get(0).message());
        }
        boolean isEmpty = rule.entry().allowEmpty() != null && clean.subjects == 0;
        if (isEmpty) {
            return new RuleProof(id, kind, Verdict.EMPTY, List.of(), "is about nothing, as it may be");
        }
        Guarded guarded = new Guarded(book.ruleSet(), rule, scanned.code(), scanned.project());
        return proved(rule, guarded);
    }

    private static RuleProof notAssessed(RuleBook.Entry rule, String input, String reason) {
        return new RuleProof(
                rule.entry().id(),
                rule.kind().name(),
                Verdict.NOT_ASSESSED,
                List.of(),
                "%s %s".formatted(input, reason));
    }

    private RuleProof proved(RuleBook.Entry rule, Guarded guarded) {
        List<Attempt> attempts = new ArrayList<>();
        Witness witness = rule.entry().witness();
        if (witness != null) {
            Optional.ofNullable(witness.bad()).ifPresent(text -> attempts.add(witness(rule, text, false)));
            Optional.ofNullable(witness.good()).ifPresent(text -> attempts.add(witness(rule, text, true)));
        }
        mutants(rule, guarded).forEach(mutant -> attempts.add(attempt(rule, mutant)));
        removed(rule, guarded).ifPresent(attempts::add);
        return RuleProof.of(rule.entry().id(), rule.kind().name(), attempts);
    }

    private List<Mutant> mutants(RuleBook.Entry rule, Guarded guarded) {
        if (rule.entry().mood() == Mood.RETIRED) {
            return RetiredBreaker.mutants(guarded);
        }
        Breaker breaker = breakers.get(rule.kind().name());
        return breaker == null ? List.of() : breaker.mutants(guarded);
    }

    // --- judging --------------------------------------------------------------------------------------------------

    private static Said judge(RuleBook.Entry rule, CodeBase code, Project project) {
        Facts facts = new Facts(code, project, rule.entry().allowEmpty() != null);
        List<Finding> findings = Judging.findings(rule, facts);
        return new Said(findings, facts.vacuities(), facts.gaps(), facts.subjectCount());
    }

    private Attempt attempt(RuleBook.Entry rule, Mutant mutant) {
        try {
            boolean isGuess = isGuessing(rule);
            Said said = judge(rule, mutant.change(), isGuess);
            Attempt attempt = told(mutant, said);
            return isGuess && attempt.outcome() == Outcome.SURVIVED
                    ? result(mutant, Outcome.VOID, "not what this rule is about")
                    : attempt;
        } catch (VoidMutantException e) {
            return new Attempt(mutant.says(), mutant.place(), Outcome.VOID, e.reason());
        }
    }

    private Said judge(RuleBook.Entry rule, Change change, boolean isGuess) {
        if (change instanceof Change.Classes classes) {
            return isGuess ? judgeWritten(rule, classes) : judge(rule, changed(classes), scanned.project());
        } else if (change instanceof Change.Revised revised) {
            return judge(rule, scanned.code(), scanned.project().with(revised.changes()));
        }
        return judgeCopy(rule, (Change.Files) change);
    }

    private boolean isGuessing(RuleBook.Entry rule) {
        Breaker breaker = breakers.get(rule.kind().name());
        return breaker != null && breaker.isGuessing();
    }

    /** Writes all classes of the mutant to a temporary folder, for a rule that reads class files itself. */
    private Said judgeWritten(RuleBook.Entry rule, Change.Classes classes) {
        try (ClassFolder folder = ClassFolder.of(scanned, new Variation(scanned).of(classes))) {
            return judge(rule, folder.read(), scanned.project());
        }
    }

    /** Leaves out what the copy has wrong as it is: not every file that documents may name is copied. */
    private Said judgeCopy(RuleBook.Entry rule, Change.Files files) {
        try (ProjectCopy copy = ProjectCopy.of(scanned.project(), book.ruleSet())) {
            List<String> before = judge(rule, scanned.code(), copy.project()).findings.stream()
                    .map(Laboratory::identity)
                    .toList();
            copy.change(files);
            Said said = judge(rule, scanned.code(), copy.project());
            List<Finding> news = said.findings.stream()
                    .filter(finding -> !before.contains(identity(finding)))
                    .toList();
            return new Said(news, said.vacuities, said.gaps, said.subjects);
        }
    }

    private static String identity(Finding finding) {
        return finding.at().symbol() + " " + finding.message();
    }

    private static Attempt told(Mutant mutant, Said said) {
        List<Finding> findings = said.findings;
        if (!said.gaps.isEmpty() && findings.isEmpty()) {
            Facts.Gap gap = said.gaps.get(0);
            return result(mutant, Outcome.NOT_ASSESSED, "%s %s".formatted(gap.input(), gap.reason()));
        }
        if (mutant.isHarmless()) {
            return findings.isEmpty()
                    ? result(mutant, Outcome.SPARED, "")
                    : result(mutant, Outcome.FALSE_ALARM, findings.get(0).message());
        }
        return findings.stream()
                .filter(finding -> symbols(finding).anyMatch(mutant::isAt))
                .findFirst()
                .map(finding -> result(mutant, Outcome.KILLED, finding.message()))
                .orElseGet(() -> findings.isEmpty()
                        ? result(mutant, Outcome.SURVIVED, "no finding")
                        : result(
                                mutant,
                                Outcome.MISPLACED,
                                "reported elsewhere: " + findings.get(0).message()));
    }

    private static Attempt result(Mutant mutant, Outcome outcome, String says) {
        return new Attempt(mutant.says(), mutant.place(), outcome, says);
    }

    /** What a finding is about: its place, and for a cycle the uses it is made of. */
    private static Stream<String> symbols(Finding finding) {
        Stream<String> own = Stream.of(finding.at().symbol());
        return finding.at() instanceof Site.Of of
                ? Stream.concat(
                        Stream.concat(own, Stream.of(of.place().symbol())),
                        finding.related().stream().map(related -> related.at().symbol()))
                : own;
    }

    // --- code -----------------------------------------------------------------------------------------------------

    private CodeBase changed(Change.Classes classes) {
        Variation variation = new Variation(scanned);
        Map<String, byte[]> bytes = variation.of(classes);
        List<CodeType> types = new ArrayList<>();
        bytes.forEach((name, content) -> types.add(scanned.reader()
                .variant(variation.beside(name, classes), "mutant " + ++variants, content)
                .orElseThrow(() -> new IllegalStateException("a mutant of %s declares no type".formatted(name)))));
        return scanned.code().with(types, Set.of());
    }

    private Attempt witness(RuleBook.Entry rule, Text text, boolean isGood) {
        String says = "its witness: " + (isGood ? "good" : "bad");
        String place = text.at().toString();
        try {
            List<CodeType> types = scanned.reader().snippet(scanned.code(), Path.of("witness.java"), text.value());
            Said said = judge(rule, scanned.code().with(types, Set.of()), scanned.project());
            Set<String> names = types.stream().map(CodeType::name).collect(Collectors.toSet());
            Optional<Finding> found = said.findings.stream()
                    .filter(finding -> names.contains(finding.at().symbol().split("#", 2)[0]))
                    .findFirst();
            Outcome outcome = isGood
                    ? said.findings.isEmpty() ? Outcome.SPARED : Outcome.FALSE_ALARM
                    : found.isPresent() ? Outcome.KILLED : Outcome.SURVIVED;
            String message = said.findings.isEmpty()
                    ? ""
                    : found.orElse(said.findings.get(0)).message();
            return new Attempt(says, place, outcome, message);
        } catch (UnreadableException e) {
            return new Attempt(says, place, Outcome.NOT_ASSESSED, "does not compile: " + e.reason());
        }
    }

    // --- without its subject --------------------------------------------------------------------------------------

    /** Takes away what the rule is about; it has to say that it is about nothing. */
    private Optional<Attempt> removed(RuleBook.Entry rule, Guarded guarded) {
        if (rule.entry().mood() == Mood.RETIRED || rule.entry().allowEmpty() != null || isGuessing(rule)) {
            return Optional.empty();
        }
        Said said;
        Breaker breaker = breakers.get(rule.kind().name());
        if (breaker == null || !breaker.isAboutFiles()) {
            Set<String> gone = subjects(rule, guarded);
            said = judge(rule, scanned.code().with(List.of(), gone), scanned.project());
        } else {
            try (ProjectCopy copy = ProjectCopy.empty(scanned.project(), book.ruleSet())) {
                said = judge(rule, scanned.code(), copy.project());
            }
        }
        boolean isVacuous =
                said.vacuities.stream().anyMatch(finding -> finding.kind().equals(Finding.VACUOUS));
        return Optional.of(new Attempt(
                REMOVED,
                rule.entry().id(),
                isVacuous ? Outcome.KILLED : Outcome.SURVIVED,
                isVacuous ? said.vacuities.get(0).message() : "no finding of kind vacuous-rule"));
    }

    private Set<String> subjects(RuleBook.Entry rule, Guarded guarded) {
        Set<CodeType> found = new LinkedHashSet<>();
        for (ParameterSpec parameter : rule.kind().parameters()) {
            if (parameter.type() == ParameterSpec.Type.SUBJECT || parameter.type() == ParameterSpec.Type.SUBJECTS) {
                found.addAll(guarded.types(parameter.name()));
            } else if (parameter.type() == ParameterSpec.Type.GROUPS) {
                rule.parameters().groups(parameter.name()).stream()
                        .limit(1)
                        .flatMap(group -> group.texts().stream())
                        .forEach(text -> found.addAll(guarded.types(text)));
            }
        }
        return (found.isEmpty() ? guarded.code().types().stream() : found.stream())
                .map(CodeType::name)
                .collect(Collectors.toSet());
    }
}
