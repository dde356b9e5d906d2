package dev.moveguard.testpath;

import dev.moveguard.code.BodyLibrary;
import dev.moveguard.code.CodeBase;
import dev.moveguard.rule.BuildSession;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Project;
import dev.moveguard.testpath.Diagnosis.NotAssessed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at every test class of a project that looks like a guard, without any rules. */
public final class Doctor {
    /**
     * What to look at.
     *
     * @param root the folder of the project; paths in the diagnosis are relative to it
     * @param forks whether the project's own test framework and ArchUnit are asked, each in a Java machine of its own
     * @param needsReports whether the last build must have left a report of each guard
     * @param limit how long each of these machines may take
     * @param session the build that is running; empty: none is
     */
    public record Request(
            Path root, boolean forks, boolean needsReports, Duration limit, Optional<BuildSession> session) {
        /** A look from outside of any build. */
        public Request(Path root, boolean forks, boolean needsReports, Duration limit) {
            this(root, forks, needsReports, limit, Optional.empty());
        }
    }

    private final Request request;
    private final Facts facts;

    private Doctor(Request request) {
        this.request = request;
        Path root = request.root().toAbsolutePath().normalize();
        CodeBase nothing = new CodeBase(List.of(), new NoTypes(), BodyLibrary.NONE);
        this.facts = new Facts(nothing, new Project(root, TestFolders.below(root), request.session()), true);
    }

    /** Examines a project. What cannot be read is told in the diagnosis; the rest is examined. */
    public static Diagnosis examine(Request request) {
        return new Doctor(request).examine();
    }

    private Diagnosis examine() {
        DeclaredTests declared = DeclaredTests.read(facts);
        List<TestClass> all = declared.topLevel();
        Map<TestClass, String> guards = new LinkedHashMap<>();
        new GuardHeuristic(declared.names(), all)
                .guards()
                .sorted(Comparator.comparing(guard -> guard.getKey().at().file()))
                .forEach(guard -> guards.put(guard.getKey(), guard.getValue()));
        TestPath path = new TestPath(
                facts.project(),
                new TestPath.Options(request.needsReports(), request.forks(), request.limit()),
                declared.suites());
        List<Judgement> judged = path.judge(new ArrayList<>(guards.keySet()));
        Set<NotAssessed> notAssessed = new LinkedHashSet<>();
        facts.gaps().forEach(gap -> notAssessed.add(new NotAssessed(gap.input(), gap.reason())));
        judged.forEach(judgement ->
                judgement.gaps().forEach(gap -> notAssessed.add(new NotAssessed(gap.input(), gap.reason()))));
        return new Diagnosis(
                judged.stream()
                        .map(one -> GuardRow.of(one, guards.getOrDefault(one.test(), "")))
                        .toList(),
                new ArrayList<>(notAssessed),
                path.goneGuards(all),
                (int) all.stream().filter(test -> !test.members().isEmpty()).count(),
                (int) all.stream().map(test -> test.at().file()).distinct().count());
    }
}
