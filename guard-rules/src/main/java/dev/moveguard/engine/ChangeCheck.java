package dev.moveguard.engine;

import dev.moveguard.code.Lens;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.revision.Change;
import dev.moveguard.revision.Revision;
import dev.moveguard.revision.Snapshot;
import dev.moveguard.rule.Changes;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges what a change brings: the findings that the code before it has not got, and those on lines that it touches.
 *
 * <p>What was there before is told by fingerprint, from the sources before the change and the rules as they were then. What a rule
 * says about itself, that it is about nothing or names what is gone, is never old.
 */
public final class ChangeCheck {
    private static final Set<String> ABOUT_RULES = Set.of(Finding.VACUOUS, Finding.UNRESOLVED);

    private final Checkout checkout;
    private final Check.Request request;
    private final String name;
    private final Predicate<Snapshot> hasSameRules;
    private final List<String> notes = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param book the rules it was judged by
     * @param notes what a reader should know of the comparison, a line each
     */
    public record Outcome(RuleBook book, CheckResult result, List<String> notes) {
        public Outcome {
            notes = List.copyOf(notes);
        }
    }

    /** @param hasSameRules whether a version is sure to have the rules of the request */
    private ChangeCheck(Checkout checkout, Check.Request request, Predicate<Snapshot> hasSameRules) {
        this.checkout = checkout;
        this.request = request;
        this.hasSameRules = hasSameRules;
        this.name = request.book().ruleSet().name();
    }

    /**
     * Judges the work tree, and keeps what the change since a revision brings: since the last commit that both come from, where
     * there is one.
     *
     * @throws dev.moveguard.revision.GitException when there is no repository or no such revision
     */
    public static Outcome since(Check.Request request, String asked) {
        Checkout checkout = Checkout.around(request.book().ruleSet().root());
        Revision named = checkout.repository().revision(asked);
        return new ChangeCheck(checkout, request, before -> false).since(named);
    }

    private Outcome since(Revision named) {
        Revision base = base(named);
        List<Change> changes = checkout.repository().changedSince(base);
        CheckResult head = Check.run(request.changing(ChangedFiles.inFolder(checkout, base, changes)));
        if (head.findings().isEmpty()) {
            return new Outcome(request.book(), head, notes);
        }
        Set<String> present =
                new HashSet<>(checkout.repository().staged().files().keySet());
        changes.stream().flatMap(change -> Stream.ofNullable(change.after())).forEach(present::add);
        Set<String> old = fingerprints(head, base, present, true);
        return new Outcome(request.book(), head.without(finding -> isOld(finding, old, changes)), notes);
    }

    private Revision base(Revision named) {
        Optional<Revision> common = checkout.repository().whereHeadLeft(named);
        if (common.isEmpty()) {
            notes.add("no commit is at hand that %s and HEAD both come from: compared with %s itself"
                    .formatted(named.asked(), named.asked()));
        }
        return common.orElse(named);
    }

    /**
     * Judges what the index holds, by its sources and its rules, and keeps what it brings beside the last commit. What needs a
     * build is left to a run that has one.
     *
     * @param file the rules in the work tree
     * @param rulesName how messages call it
     * @param choice which rules are to be judged
     * @throws UnmergedException when a merge left conflicts in the index
     * @throws dev.moveguard.revision.GitException when there is no repository
     */
    public static Outcome staged(
            Path file,
            String rulesName,
            Function<RuleBook, List<RuleBook.Entry>> choice,
            Supplier<LocalDate> today,
            Function<RuleBook, FactsCache> cache) {
        Path parent = file.toAbsolutePath().normalize().resolveSibling("");
        Checkout checkout = Checkout.around(parent);
        Snapshot index = checkout.repository().staged();
        if (!index.unmerged().isEmpty()) {
            throw new UnmergedException(index.unmerged());
        }
        Optional<VersionedRules> staged = VersionedRules.read(checkout, index, file, rulesName);
        VersionedRules rules = staged.orElseGet(() -> {
            RuleBook book = RuleBook.of(RulesFile.read(file, rulesName));
            return new VersionedRules(book, Baseline.read(book.ruleSet().root()));
        });
        List<RuleBook.Entry> chosen = choice.apply(rules.book());
        Check.Request request = new Check.Request(
                rules.book(),
                chosen.stream().filter(rule -> !rule.kind().needsBuild()).toList(),
                List.of(),
                Lens.SOURCE,
                today,
                cache.apply(rules.book()),
                rules.baseline());
        ChangeCheck check = new ChangeCheck(
                checkout, request, before -> staged.isPresent() && VersionedRules.areSameIn(index, before, checkout));
        if (staged.isEmpty()) {
            check.notes.add("%s is not in the index: judged by the one in the folder".formatted(rulesName));
        }
        CheckResult result = check.staged(index).deferring(buildRules(chosen));
        return new Outcome(rules.book(), check.changedFirst(result), check.notes);
    }

    private static List<NotAssessed> buildRules(List<RuleBook.Entry> rules) {
        return rules.stream()
                .filter(rule -> rule.kind().needsBuild())
                .map(rule -> new NotAssessed(
                        rule.entry().id(), "kind %s".formatted(rule.kind().name()), "needs the build"))
                .toList();
    }

    /** Of what is deferred, a reader wants to know first what lies in the files of the change. */
    private CheckResult changedFirst(CheckResult result) {
        if (result.deferred().isEmpty()) {
            return result;
        }
        Revision base = checkout.repository().head().orElseGet(checkout.repository()::nothing);
        Project project = new Project(checkout.root(), List.of());
        Set<String> changed = checkout.repository().stagedSince(base).stream()
                .flatMap(change -> Stream.ofNullable(change.after()))
                .map(path -> project.shown(checkout.file(path)))
                .collect(Collectors.toSet());
        Comparator<NotAssessed> order = Comparator.comparing((NotAssessed entry) -> !isIn(changed, entry.input()))
                .thenComparing(NotAssessed::input)
                .thenComparing(NotAssessed::reason);
        return result.deferred(result.deferred().stream().sorted(order).toList());
    }

    /** Whether an input, {@code FILE} or {@code FILE:LINE:COLUMN}, is one of some files. */
    private static boolean isIn(Set<String> files, String input) {
        return files.contains(input.replaceFirst(":\\d+:\\d+$", ""));
    }

    private CheckResult staged(Snapshot index) {
        Optional<Revision> head = checkout.repository().head();
        Revision base = head.orElseGet(checkout.repository()::nothing);
        Snapshot before = checkout.repository().files(base);
        Asked<List<Change>> changes = new Asked<>(() -> checkout.repository().stagedSince(base));
        Changes changed = ChangedFiles.inIndex(checkout, base, index, changes);
        CheckResult result =
                Check.run(request.over(version(index, before, "staged", false)).changing(changed));
        boolean withClasses = result.findings().stream().anyMatch(ChangeCheck::isAboutARule)
                && Inputs.classes(request.book().ruleSet()).unmatched().isEmpty();
        result = withClasses
                ? Check.run(request.over(version(index, before, "staged", true)).changing(changed))
                : withoutWhatTheBuildMayMake(result, index, before);
        if (result.findings().isEmpty() || head.isEmpty()) {
            return result;
        }
        Set<String> old = fingerprints(result, base, index.files().keySet(), withClasses);
        return result.without(finding -> isOld(finding, old, changes.get()));
    }

    /**
     * Where class files are missing, a name that no source has may be one of them, and is left to a run that has the build; unless
     * the sources had it before the change.
     */
    private CheckResult withoutWhatTheBuildMayMake(CheckResult result, Snapshot index, Snapshot before) {
        boolean hasClasses = !request.book().ruleSet().scan().classes().isEmpty();
        if (!hasClasses || result.findings().stream().noneMatch(ChangeCheck::isAboutARule)) {
            return result;
        }
        Set<String> missing = Check.run(request.over(version(before, index, "base", false))).findings().stream()
                .map(ReportedFinding::fingerprint)
                .collect(Collectors.toSet());
        return result.deferring(
                finding -> isAboutARule(finding) && missing.contains(finding.fingerprint()),
                "but the class files of scan are not all there");
    }

    private CodeVersion version(Snapshot snapshot, Snapshot other, String keptAs, boolean withClasses) {
        return version(snapshot, other.files().keySet(), keptAs, withClasses);
    }

    private CodeVersion version(Snapshot snapshot, Set<String> others, String keptAs, boolean withClasses) {
        return new CodeVersion(checkout, request.book().ruleSet(), snapshot, others, keptAs, withClasses);
    }

    // --- what was there before ------------------------------------------------------------------------------------

    /** Returns the fingerprints of what the rules that found something found in the code before, as they were then. */
    private Set<String> fingerprints(CheckResult head, Revision base, Set<String> present, boolean withClasses) {
        Snapshot before = checkout.repository().files(base);
        Optional<VersionedRules> rules = rules(before, base);
        if (rules.isEmpty()) {
            return Set.of();
        }
        RuleBook book = rules.get().book();
        Set<String> wanted = head.findings().stream().map(ReportedFinding::rule).collect(Collectors.toSet());
        List<RuleBook.Entry> compared = book.entries().stream()
                .filter(rule -> wanted.contains(rule.entry().id()))
                .filter(rule -> !rule.kind().needsBuild())
                .toList();
        CheckResult result = Check.run(new Check.Request(
                        book,
                        compared,
                        List.of(),
                        Lens.SOURCE,
                        request.today(),
                        request.cache(),
                        rules.get().baseline())
                .over(new CodeVersion(checkout, book.ruleSet(), before, present, "base", withClasses)));
        note(head, compared, result, base);
        return result.findings().stream().map(ReportedFinding::fingerprint).collect(Collectors.toSet());
    }

    private Optional<VersionedRules> rules(Snapshot before, Revision base) {
        if (hasSameRules.test(before)) {
            return Optional.of(new VersionedRules(request.book(), request.baseline()));
        }
        try {
            Optional<VersionedRules> rules = VersionedRules.read(
                    checkout, before, request.book().ruleSet().file(), name);
            if (rules.isEmpty()) {
                notes.add("%s has no %s: all findings count as new".formatted(base.asked(), name));
            }
            return rules;
        } catch (ConfigurationException e) {
            notes.add("the rules of %s cannot be used, so all findings count as new: %s"
                    .formatted(base.asked(), e.problems().get(0)));
            return Optional.empty();
        }
    }

    private void note(CheckResult head, List<RuleBook.Entry> compared, CheckResult base, Revision revision) {
        Set<String> ids = compared.stream().map(rule -> rule.entry().id()).collect(Collectors.toSet());
        head.findings().stream()
                .filter(finding -> !isAboutARule(finding))
                .map(ReportedFinding::rule)
                .filter(rule -> request.book().entry(rule).stream()
                        .anyMatch(one -> one.kind().needsBuild()))
                .distinct()
                .forEach(rule -> notes.add("%s needs the build, which %s has not got here: all it finds counts as new"
                        .formatted(rule, revision.asked())));
        Set<String> files =
                head.findings().stream().map(finding -> finding.at().file()).collect(Collectors.toSet());
        List<String> unread = Stream.concat(base.notAssessed().stream(), base.deferred().stream())
                .filter(entry -> ids.contains(entry.rule()))
                .filter(entry -> isIn(files, entry.input()))
                .map(entry -> entry.input() + " " + entry.reason())
                .distinct()
                .toList();
        if (!unread.isEmpty()) {
            notes.add("what is found where %s could not be judged counts as new: %s%s"
                    .formatted(
                            revision.asked(),
                            unread.get(0),
                            unread.size() == 1 ? "" : ", and " + (unread.size() - 1) + " more"));
        }
    }

    private static boolean isAboutARule(ReportedFinding finding) {
        return ABOUT_RULES.contains(finding.kind());
    }

    private boolean isOld(ReportedFinding finding, Set<String> old, List<Change> changes) {
        return !isAboutARule(finding) && old.contains(finding.fingerprint()) && !isTouched(finding.at(), changes);
    }

    private boolean isTouched(Location at, List<Change> changes) {
        Project project = new Project(checkout.root(), List.of());
        return changes.stream()
                .filter(change -> change.after() != null
                        && project.shown(checkout.file(change.after())).equals(at.file()))
                .anyMatch(change -> change.touches(at.line()));
    }
}
