package dev.moveguard.governance.ledger;

import dev.moveguard.code.Lens;
import dev.moveguard.code.TypePattern;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.Law;
import dev.moveguard.config.Text;
import dev.moveguard.engine.Baseline;
import dev.moveguard.engine.Check;
import dev.moveguard.engine.CheckResult;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.engine.ScannedCode;
import dev.moveguard.governance.Decision;
import dev.moveguard.prove.Attempt;
import dev.moveguard.prove.Attempt.Outcome;
import dev.moveguard.prove.Proof;
import dev.moveguard.prove.RuleProof;
import dev.moveguard.rule.BuildSession;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import dev.moveguard.testpath.Diagnosis.Complaint;
import dev.moveguard.testpath.Diagnosis.Guard;
import dev.moveguard.testpath.Diagnosis.State;
import dev.moveguard.testpath.NamedTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes the ledger of a project with rules: judges them, proves them, follows the tests, and looks for what runs them. */
public final class Audit {
    /**
     * What to look at.
     *
     * @param proves whether each rule is proved to bite; else that is not asked
     */
    public record Request(
            RuleBook book,
            Lens lens,
            Supplier<LocalDate> today,
            FactsCache cache,
            Optional<BuildSession> session,
            boolean proves) {}

    private final Request request;
    private final RuleBook book;
    private final CheckResult checked;
    private final Map<String, RuleProof> proofs;
    private final Project project;
    private final RuleWiring wiring;

    private Audit(Request request) {
        this.request = request;
        this.book = request.book();
        this.checked = Check.run(new Check.Request(
                book,
                book.entries(),
                List.of(),
                request.lens(),
                request.today(),
                request.cache(),
                Baseline.read(book.ruleSet().root()),
                request.session()));
        this.proofs = request.proves() ? proofs() : Map.of();
        this.project = ScannedCode.project(book.ruleSet(), request.session());
        this.wiring =
                new RuleWiring(project, book.ruleSet().file().getFileName().toString());
    }

    /** Makes the ledger. */
    public static Ledger of(Request request) {
        return new Audit(request).ledger();
    }

    private Map<String, RuleProof> proofs() {
        return Proof.run(new Proof.Request(
                        book, book.entries(), List.of(), request.lens(), request.cache(), request.session()))
                .stream()
                .collect(Collectors.toMap(RuleProof::rule, proof -> proof));
    }

    private Ledger ledger() {
        List<Row> rows = book.ruleSet().laws().stream().map(this::row).toList();
        List<GuardEntry> lawless = book.entries().stream()
                .filter(rule -> rule.law().isEmpty())
                .map(this::guard)
                .toList();
        return new Ledger(rows, lawless, wiring.shown(), wiring.unread());
    }

    private Row row(Law law) {
        List<GuardEntry> guards = new ArrayList<>();
        book.entries().stream()
                .filter(rule -> rule.law().filter(law::equals).isPresent())
                .map(this::guard)
                .forEach(guards::add);
        law.tests().forEach(test -> guards.addAll(tests(test)));
        Text decision = law.decision();
        String since = decision == null
                ? ""
                : book.decisions()
                        .flatMap(records -> records.find(decision.value()))
                        .map(Decision::date)
                        .orElse("");
        return Row.of(law.id(), law.says(), decision == null ? "" : decision.value(), since, guards);
    }

    // --- rules ------------------------------------------------------------------------------------------------------

    private GuardEntry guard(RuleBook.Entry rule) {
        String id = rule.entry().id();
        List<ReportedFinding> own = checked.findings().stream()
                .filter(finding -> finding.rule().equals(id))
                .toList();
        return new GuardEntry(
                id, true, rule.kind().name(), alive(rule, own), holds(own), bites(id), wiring.of(rule.entry()));
    }

    private Answer alive(RuleBook.Entry rule, List<ReportedFinding> own) {
        Optional<ReportedFinding> vacuous = own.stream()
                .filter(finding -> finding.kind().equals(Finding.VACUOUS))
                .findFirst();
        if (vacuous.isPresent()) {
            return Answer.no(
                    "it is about nothing: " + vacuous.get().message(), "name what it guards now, or take it out");
        }
        Optional<ReportedFinding> unresolved = own.stream()
                .filter(finding -> finding.kind().equals(Finding.UNRESOLVED))
                .findFirst();
        if (unresolved.isPresent()) {
            return Answer.weak(unresolved.get().message(), "name what it means now");
        }
        return checked.notAssessed().stream()
                .filter(entry -> entry.rule().equals(rule.entry().id()))
                .findFirst()
                .map(entry -> Answer.unknown("%s %s".formatted(entry.input(), entry.reason())))
                .orElseGet(() -> Answer.yes(""));
    }

    private static Answer holds(List<ReportedFinding> own) {
        long open = own.stream().filter(Baseline::canBeAccepted).count();
        return open == 0
                ? Answer.yes("")
                : Answer.weak("it has %s open finding%s".formatted(open, open == 1 ? "" : "s"), "mend what it found");
    }

    private Answer bites(String rule) {
        RuleProof proof = proofs.get(rule);
        if (proof == null) {
            return Answer.weak("it was not proved", "run guard audit with the proof");
        }
        return switch (proof.verdict()) {
            case PROVED -> Answer.yes("%s mutants".formatted(proof.count(Outcome.KILLED)));
            case SURVIVED -> Answer.weak("a mutant got past it: " + survivor(proof), "see guard prove --rule " + rule);
            case UNPROVED -> Answer.weak(proof.reason(), "give it a witness");
            case NOT_ASSESSED -> Answer.unknown(proof.reason());
            case NOT_CLEAN, EMPTY -> Answer.notAsked(proof.reason());
        };
    }

    private static String survivor(RuleProof proof) {
        return proof.attempts().stream()
                .filter(attempt -> !attempt.outcome().isWell())
                .findFirst()
                .map(Attempt::mutant)
                .orElse("");
    }

    // --- tests ------------------------------------------------------------------------------------------------------

    private List<GuardEntry> tests(Text test) {
        List<Guard> found = NamedTest.judge(project, List.of(TypePattern.of(test)), request.proves());
        if (found.isEmpty()) {
            Answer nothing = Answer.notAsked("");
            return List.of(new GuardEntry(
                    test.value(),
                    false,
                    "test",
                    Answer.no("no test source declares it", "name the test it is called now"),
                    nothing,
                    nothing,
                    nothing));
        }
        Answer wired = wiring.ofTests();
        return found.stream().map(guard -> entry(guard, wired)).toList();
    }

    /** Makes the entry of a test class that was followed through the build. */
    static GuardEntry entry(Guard guard, Answer wired) {
        return new GuardEntry(guard.name(), false, guard.because(), alive(guard), ran(guard), bites(guard), wired);
    }

    private static Answer alive(Guard guard) {
        Optional<Complaint> complaint = guard.complaints().stream()
                .filter(one -> one.stage().equals("declared") || one.stage().equals("discoverable"))
                .findFirst();
        if (complaint.isPresent()) {
            String repair = complaint.get().repair();
            return Answer.no(complaint.get().message(), repair.isEmpty() ? "have the build run it" : repair);
        }
        boolean isKnown =
                guard.declared().state() == State.YES && guard.discoverable().state() == State.YES;
        return isKnown ? Answer.yes("on the test path") : Answer.unknown("whether the build runs it is not known");
    }

    private static Answer ran(Guard guard) {
        String says = guard.executed().detail();
        return switch (guard.executed().state()) {
            case YES -> Answer.yes("ran " + says);
            case NO -> Answer.weak("it did not run: " + says, "see guard doctor");
            case UNKNOWN -> Answer.unknown(says);
            case NOT_ASKED -> Answer.notAsked(says);
        };
    }

    private static Answer bites(Guard guard) {
        Optional<Complaint> complaint = guard.complaints().stream()
                .filter(one -> one.stage().equals("bites"))
                .findFirst();
        return complaint
                .map(one -> Answer.weak(one.message(), one.repair().isEmpty() ? "see guard doctor" : one.repair()))
                .orElseGet(() -> guard.bites().state() == State.YES
                        ? Answer.yes(guard.bites().detail())
                        : Answer.notAsked(""));
    }
}
