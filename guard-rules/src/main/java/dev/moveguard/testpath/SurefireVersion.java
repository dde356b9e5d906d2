package dev.moveguard.testpath;

import java.util.Optional;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.model.Plugin;

/** The version of Surefire or Failsafe that a module runs, and what the versions cannot do. */
record SurefireVersion(Plugin plugin, Where where, TestPlugin kind) {
    /** The version that Maven 3.8 and older pick when no POM names one. */
    private static final String OLDEST_PICKED = "2.12.4";

    /** What is no part of a packaging is taken in its newest release when no POM names one. */
    private static final String NEWEST = "99";

    static SurefireVersion of(GoalRun run, TestPlugin kind) {
        return new SurefireVersion(run.plugin(), run.locations().of(run.plugin(), "version"), kind);
    }

    private Optional<String> pinned() {
        return Optional.ofNullable(plugin.getVersion()).map(String::strip).filter(text -> !text.isEmpty());
    }

    private String version() {
        return pinned().orElse(kind == TestPlugin.SUREFIRE ? OLDEST_PICKED : NEWEST);
    }

    boolean isBefore(String other) {
        return new ComparableVersion(version()).compareTo(new ComparableVersion(other)) < 0;
    }

    boolean isAtLeast(String other) {
        return !isBefore(other);
    }

    String shown() {
        return version();
    }

    Verdict verdict(TestClass test) {
        if (version().contains("${") || version().startsWith("[") || version().startsWith("(")) {
            return new Verdict.Undecided(
                    where.shown(), "names no one version of %s: %s".formatted(kind.shown(), version()));
        }
        if (test.enabled().anyMatch(member -> !member.framework().isPlatformOnly())) {
            return Verdict.runs();
        }
        if (pinned().isEmpty() && kind == TestPlugin.SUREFIRE) {
            return new Verdict.NotRun(
                    "may not be run: no POM pins Surefire, Maven's own version decides, and Maven 3.8.7 takes"
                            + " Surefire 2.12.4, which runs no JUnit 5 test",
                    Where.NOWHERE,
                    "pin Surefire: <version>3.6.1</version> in pluginManagement of the root");
        }
        if (isBefore("2.22.0") && !MavenModule.hasDependency(plugin, "org.junit.platform")) {
            return none("JUnit 5 test");
        }
        return version().equals("3.5.3")
                        && !test.members().isEmpty()
                        && test.enabled()
                                .allMatch(member -> member.framework() == Framework.ARCHUNIT && member.isField())
                ? unheard()
                : Verdict.runs();
    }

    /** The rules run, and neither their failure nor their number is noticed. */
    private Verdict unheard() {
        return new Verdict.NotRun(
                "cannot fail the build: %s 3.5.3 does not hear of @ArchTest fields%s"
                        .formatted(kind.shown(), where.inBrackets()),
                where,
                "use %s 3.6.1 or newer".formatted(kind.shown()));
    }

    private Verdict none(String what) {
        return Verdict.notRun("%s %s runs no %s%s".formatted(kind.shown(), version(), what, where.inBrackets()), where)
                .repair("use %s 3.6.1 or newer".formatted(kind.shown()));
    }
}
