package dev.moveguard.engine;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.code.input.SourceVersion;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Law;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Severity;
import dev.moveguard.config.Text;
import dev.moveguard.engine.CheckResult.AcceptedFinding;
import dev.moveguard.engine.CheckResult.JudgedRule;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.engine.CheckResult.Summary;
import dev.moveguard.rule.BuildSession;
import dev.moveguard.rule.Changes;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import dev.moveguard.testpath.CompileLibraries;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run over some inputs: gathers code, judges every rule, locates what they found. */
public final class Check {
    /**
     * What to judge.
     *
     * @param rules the entries to judge, of the book
     * @param paths folders, jars or files that replace {@code scan}; empty: scan what the rule set names
     * @param today tells the day by which suppressions end
     * @param cache keeps what class files told in earlier runs
     * @param baseline what is accepted for now
     * @param session the build that is running; empty: none is
     * @param version the version of the code to judge; empty: what lies in the folders
     * @param isDrawn whether the result has pictures, which cost some time
     * @param changes what is changed, for rules that judge a change; empty: the code is judged as it is
     */
    public record Request(
            RuleBook book,
            List<RuleBook.Entry> rules,
            List<Path> paths,
            Lens lens,
            Supplier<LocalDate> today,
            FactsCache cache,
            Baseline baseline,
            Optional<BuildSession> session,
            Optional<CodeVersion> version,
            boolean isDrawn,
            Optional<Changes> changes) {
        public Request {
            rules = List.copyOf(rules);
            paths = List.copyOf(paths);
        }

        /** A run over what lies in the folders. */
        public Request(
                RuleBook book,
                List<RuleBook.Entry> rules,
                List<Path> paths,
                Lens lens,
                Supplier<LocalDate> today,
                FactsCache cache,
                Baseline baseline,
                Optional<BuildSession> session) {
            this(book, rules, paths, lens, today, cache, baseline, session, Optional.empty(), false, Optional.empty());
        }

        /** Asks for pictures, or for none. */
        public Request drawn(boolean isWanted) {
            return new Request(book, rules, paths, lens, today, cache, baseline, session, version, isWanted, changes);
        }

        /** The same over a version of the code. */
        Request over(CodeVersion wanted) {
            return new Request(
                    book, rules, paths, lens, today, cache, baseline, session, Optional.of(wanted), isDrawn, changes);
        }

        /** The same, of a change. */
        Request changing(Changes wanted) {
            return new Request(
                    book, rules, paths, lens, today, cache, baseline, session, version, isDrawn, Optional.of(wanted));
        }

        /** A run outside of any build. */
        public Request(
                RuleBook book,
                List<RuleBook.Entry> rules,
                List<Path> paths,
                Lens lens,
                Supplier<LocalDate> today,
                FactsCache cache,
                Baseline baseline) {
            this(book, rules, paths, lens, today, cache, baseline, Optional.empty());
        }
    }

    private static final String NOTHING = "nothing was scanned";

    private final Request request;
    private final RuleSet ruleSet;
    private InputLedger ledger = new InputLedger();
    private final Set<NotAssessed> notAssessed = new LinkedHashSet<>();
    private final List<Judged> judged = new ArrayList<>();
    private final Map<String, Integer> subjects = new HashMap<>();
    private boolean looksBeyondCode;
    private final List<AcceptedFinding> suppressed = new ArrayList<>();

    private record Judged(RuleBook.Entry rule, Finding finding) {}

    /** What a rule found about itself. */
    private record AboutItself(RuleBook.Entry rule, List<Finding> findings) {}

    private Check(Request request) {
        this.request = request;
        this.ruleSet = request.book().ruleSet();
    }

    /** Runs the check. Bad input is told in the result; only the configuration can make it throw. */
    public static CheckResult run(Request request) {
        return new Check(request).run();
    }

    private CheckResult run() {
        long start = System.nanoTime();
        CodeVersion version = request.version().orElse(null);
        Inputs inputs = version == null ? Inputs.of(ruleSet, request.paths()) : Inputs.none(ruleSet);
        inputs.unmatched().forEach(text -> ledger.failed(text.value(), "matches nothing (%s)".formatted(text.at())));
        Project project = new Project(
                ruleSet.root(), inputs.testRoots(), request.session(), Optional.of(ruleSet), request.changes());
        try (CodeReader reader = new CodeReader(ledger, project::shown, request.cache())) {
            inputs.addTo(reader);
            if (version != null) {
                version.addTo(reader, ledger);
            }
            Asked<List<Path>> libraries = new Asked<>(() -> libraries(reader, project));
            Asked<LocalDate> today = new Asked<>(request.today());
            reader.libraries(libraries);
            KeptJudgements kept = KeptJudgements.of(request, reader, ledger, libraries, today);
            Judgement judgement = kept.find().orElseGet(() -> {
                Judgement fresh = judgement(reader, project, today);
                if (!looksBeyondCode) {
                    kept.keep(fresh);
                }
                return fresh;
            });
            return result(judgement, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }

    private Judgement judgement(CodeReader reader, Project project, Supplier<LocalDate> today) {
        CodeVersion version = request.version().orElse(null);
        Function<Path, SourceText> reading = version == null ? SourceText::read : version::text;
        CodeBase code = version == null ? reader.read(request.lens()) : reader.read(version);
        Suppressions suppressions = Suppressions.in(reader.marked(), reading, project, ledger, today);
        judge(code, project);
        SiteLocator locator = SiteLocator.of(project, reader.sourceIndex(), code, reading);
        List<ReportedFinding> findings = located(locator, suppressions);
        Set<String> judgedInFull = judgedInFull();
        List<NotAssessed> deferred = deferred();
        deferred.forEach(notAssessed::remove);
        return new Judgement(
                findings,
                suppressed,
                List.copyOf(notAssessed),
                deferred,
                ledger.skipped(),
                judgedInFull,
                subjects,
                code.types().size(),
                ledger.files(),
                locator.sources(),
                request.isDrawn() ? graphs(code) : List.of());
    }

    /** Takes out what the baseline accepts. */
    private CheckResult result(Judgement judgement, long millis) {
        Map<Boolean, List<ReportedFinding>> byBaseline =
                judgement.findings().stream().collect(Collectors.partitioningBy(request.baseline()::accepts));
        List<ReportedFinding> open = byBaseline.getOrDefault(false, List.of());
        Stream<AcceptedFinding> baselined =
                byBaseline.getOrDefault(true, List.of()).stream().map(finding -> new AcceptedFinding(finding, null));
        return new CheckResult(
                open,
                judgement.notAssessed(),
                judgement.skipped(),
                judgement.judged(),
                summary(judgement, open, millis),
                judgement.deferred(),
                0,
                request.rules().stream()
                        .map(rule -> told(
                                rule,
                                judgement.subjects().getOrDefault(rule.entry().id(), 0)))
                        .toList(),
                Stream.concat(judgement.suppressed().stream(), baselined)
                        .sorted((one, other) -> one.finding().compareTo(other.finding()))
                        .toList(),
                judgement.sources(),
                judgement.graphs());
    }

    private List<Path> libraries(CodeReader reader, Project project) {
        Collection<Path> folders = request.version()
                .map(version -> version.sources().stream()
                        .map(SourceVersion.Item::folder)
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .orElseGet(() -> new LinkedHashSet<>(reader.sourceFolders()));
        return CompileLibraries.of(folders, project, new CompileLibraries.Keeper() {
            @Override
            public byte @Nullable [] kept() {
                return request.cache().kept("libraries");
            }

            @Override
            public void keep(byte[] answer) {
                request.cache().keep("libraries", answer);
            }
        });
    }

    private List<Graph> graphs(CodeBase code) {
        List<Finding> findings = judged.stream().map(Judged::finding).toList();
        return Stream.of(OwnershipPicture.of(request.rules(), code, findings), ConstraintPicture.of(ruleSet))
                .flatMap(Optional::stream)
                .toList();
    }

    private JudgedRule told(RuleBook.Entry rule, int subjectCount) {
        RuleEntry entry = rule.entry();
        Law law = rule.law().orElse(null);
        Text decision = law == null ? null : law.decision();
        return new JudgedRule(
                entry.id(),
                entry.kind().value(),
                entry.severity(),
                rule.kind().says(),
                rule.demands(),
                law == null ? null : law.id(),
                law == null ? null : law.says(),
                decision == null ? null : decision.value(),
                entry.because(),
                entry.fix(),
                entry.at(),
                subjectCount);
    }

    /** A version of the sources is judged without their build: what only that can tell is left to a run that has it. */
    private List<NotAssessed> deferred() {
        if (request.version().isEmpty()) {
            return List.of();
        }
        Set<InputLedger.Entry> certain = new HashSet<>(ledger.failed());
        certain.removeAll(ledger.undecided());
        return notAssessed.stream()
                .filter(entry -> !entry.reason().equals(NOTHING))
                .filter(entry -> !certain.contains(new InputLedger.Entry(entry.input(), entry.reason())))
                .toList();
    }

    private void judge(CodeBase code, Project project) {
        List<AboutItself> vacuities = request.rules().stream()
                .map(rule -> new AboutItself(rule, judge(rule, code, project)))
                .toList();
        // Only now is known what could not be read: members of types are read when a rule asks for them.
        List<InputLedger.Entry> failed = ledger.failed();
        vacuities.forEach(said -> {
            RuleBook.Entry rule = said.rule;
            boolean needsCode = rule.kind().needsCode();
            if (needsCode) {
                failed.forEach(entry -> notAssessed(rule, entry.input(), entry.reason()));
            }
            said.findings.forEach(vacuity -> tell(rule, vacuity, !needsCode || failed.isEmpty()));
        });
    }

    private void notAssessed(RuleBook.Entry rule, String input, String reason) {
        notAssessed.add(new NotAssessed(rule.entry().id(), shown(input), reason));
    }

    /** The rules are named as any other file, however the user spelt their path. */
    private String shown(String input) {
        return input.equals(ruleSet.name()) ? new Project(ruleSet.root(), List.of()).shown(ruleSet.file()) : input;
    }

    /** A name that is missing in what could be read may stand in what could not. */
    private void tell(RuleBook.Entry rule, Finding vacuity, boolean isCertain) {
        if (isCertain) {
            judged.add(new Judged(rule, vacuity));
        } else {
            notAssessed(rule, ruleSet.name(), vacuity.message() + ", but not all inputs could be read");
        }
    }

    /** Judges one rule, and returns what it found about itself. */
    private List<Finding> judge(RuleBook.Entry rule, CodeBase code, Project project) {
        if (rule.kind().needsCode() && code.types().isEmpty()) {
            notAssessed(rule, ruleSet.name(), NOTHING);
            return List.of();
        }
        Facts facts = new Facts(code, project, rule.entry().allowEmpty() != null);
        Judging.findings(rule, facts).forEach(finding -> judged.add(new Judged(rule, finding)));
        subjects.put(rule.entry().id(), facts.subjectCount());
        looksBeyondCode |= facts.looksBeyondCode();
        facts.gaps().forEach(gap -> notAssessed(rule, gap.input(), gap.reason()));
        return facts.vacuities();
    }

    private List<ReportedFinding> located(SiteLocator locator, Suppressions suppressions) {
        Map<String, Integer> seen = new HashMap<>();
        List<ReportedFinding> open = new ArrayList<>();
        for (Judged one : judged) {
            ReportedFinding finding = reported(one, locator);
            suppressions
                    .reasonFor(finding)
                    .ifPresentOrElse(
                            reason -> suppressed.add(new AcceptedFinding(finding, reason)), () -> open.add(finding));
        }
        suppressions.findings(known(), judgedInFull()).forEach(open::add);
        return open.stream().sorted().map(finding -> numbered(finding, seen)).toList();
    }

    private List<String> known() {
        return request.book().entries().stream().map(rule -> rule.entry().id()).toList();
    }

    private Set<String> judgedInFull() {
        Set<String> ids =
                request.rules().stream().map(rule -> rule.entry().id()).collect(Collectors.toSet());
        notAssessed.forEach(entry -> ids.remove(entry.rule()));
        return ids;
    }

    private ReportedFinding reported(Judged one, SiteLocator locator) {
        RuleEntry entry = one.rule.entry();
        Law law = one.rule.law().orElse(null);
        Text decision = law == null ? null : law.decision();
        List<RelatedPlace> related = one.finding.related().stream()
                .map(place -> new RelatedPlace(locator.locate(place.at()), place.message()))
                .toList();
        return new ReportedFinding(
                entry.id(),
                one.finding.kind(),
                entry.severity(),
                locator.locate(one.finding.at()),
                one.finding.message(),
                law == null ? null : law.id(),
                law == null ? null : law.says(),
                decision == null ? null : decision.value(),
                entry.because(),
                entry.fix() == null ? one.finding.repair() : entry.fix(),
                related,
                Fingerprint.of(entry.id(), one.finding));
    }

    /** Tells findings with the same fingerprint apart by their order in the file. */
    private static ReportedFinding numbered(ReportedFinding finding, Map<String, Integer> seen) {
        int count = seen.merge(finding.fingerprint(), 1, Integer::sum);
        return count == 1
                ? finding
                : new ReportedFinding(
                        finding.rule(),
                        finding.kind(),
                        finding.severity(),
                        finding.at(),
                        finding.message(),
                        finding.law(),
                        finding.lawSays(),
                        finding.decision(),
                        finding.because(),
                        finding.fix(),
                        finding.related(),
                        finding.fingerprint() + "-" + count);
    }

    private Summary summary(Judgement judgement, List<ReportedFinding> open, long millis) {
        return new Summary(
                Summary.count(open, Severity.ERROR),
                Summary.count(open, Severity.WARNING),
                Summary.count(open, Severity.INFO),
                request.rules().size(),
                judgement.subjects().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum(),
                judgement.types(),
                judgement.files(),
                judgement.suppressed().size(),
                judgement.findings().size() - open.size(),
                mended(judgement),
                millis);
    }

    /** A run over other inputs than those of the configuration cannot tell what is mended. */
    private int mended(Judgement judgement) {
        return request.paths().isEmpty() && request.version().isEmpty()
                ? request.baseline()
                        .fixed(judgement.findings(), judgement.judged(), known())
                        .size()
                : 0;
    }
}
