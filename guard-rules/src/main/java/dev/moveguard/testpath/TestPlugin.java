package dev.moveguard.testpath;

import java.util.List;

/** The plugins of Maven that run tests: twins that differ in names, defaults and phases. */
enum TestPlugin {
    SUREFIRE("Surefire", MavenModule.SUREFIRE, "test", "test", "surefire") {
        @Override
        List<String> includes(SurefireVersion version) {
            return version.isBefore("2.20")
                    ? List.of("**/Test*.java", "**/*Test.java", "**/*TestCase.java")
                    : List.of("**/Test*.java", "**/*Test.java", "**/*Tests.java", "**/*TestCase.java");
        }
    },
    FAILSAFE("Failsafe", MavenModule.FAILSAFE, "integration-test", "it.test", "failsafe") {
        @Override
        List<String> includes(SurefireVersion version) {
            return List.of("**/IT*.java", "**/*IT.java", "**/*ITCase.java");
        }
    };

    private final String shown;
    private final String artifactId;
    private final String goal;
    private final String selection;
    private final String prefix;

    TestPlugin(String shown, String artifactId, String goal, String selection, String prefix) {
        this.shown = shown;
        this.artifactId = artifactId;
        this.goal = goal;
        this.selection = selection;
        this.prefix = prefix;
    }

    /** How messages name it. */
    String shown() {
        return shown;
    }

    String artifactId() {
        return artifactId;
    }

    /** The goal that runs tests. */
    String goal() {
        return goal;
    }

    /** The property that selects single tests. */
    String selection() {
        return selection;
    }

    /** Returns the property that stands for a parameter: {@code surefire.includes}. */
    String property(String parameter) {
        return prefix + "." + parameter;
    }

    /** Returns the name of a folder or file of it: {@code surefire-reports}. */
    String named(String what) {
        return prefix + "-" + what;
    }

    /** The includes where none are configured. */
    abstract List<String> includes(SurefireVersion version);
}
