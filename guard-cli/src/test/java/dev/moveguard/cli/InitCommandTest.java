package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    Path folder = Path.of("");

    private void source(String path, String text) {
        GuardRun.write(folder.resolve(path), text);
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("rules.yaml"));
    }

    private void passes() {
        GuardRun check = GuardRun.in(folder, "check");
        assertThat(check.out() + check.err()).startsWith("clean: ");
        assertThat(check.code()).isZero();
    }

    @Test
    void proposesRulesThatHoldAndThoseThatDoNot() throws IOException {
        source("pom.xml", "<project/>");
        source("src/main/java/com/acme/web/Page.java", """
                package com.acme.web;

                import java.sql.ResultSet;
                import java.util.Iterator;
                import com.acme.store.Rows;

                public class Page {
                    private Iterator<String> names;
                    int width(ResultSet rows) { return new Rows().count(); }
                }
                """);
        source(
                "src/main/java/com/acme/store/Rows.java",
                "package com.acme.store; public class Rows { public int count() { return 1; } }");
        GuardRun run = GuardRun.in(folder, "init");
        assertThat(run.out())
                .isEqualTo("rules.yaml is written: 2 rules that hold today, 1 more as comments. Next: guard check\n");
        assertThat(written()).isEqualTo("""
                # What must stay true of this code. guard check judges it; guard explain ID tells more of a rule.
                version: 1

                scan:
                  # Sources are judged until classes are named here: they tell more, once they are built.
                  # classes: [target/classes]
                  sources: [src/main/java]

                rules:
                  # A result set ends with its statement, whoever still holds it.
                  - id: cursors-are-not-kept
                    kind: never-stores
                    holders: [com.acme..]
                    types: [java.sql.ResultSet]
                    fix: read the rows where the query runs

                  # Packages that use each other in a circle are one package with several names.
                  - id: packages-without-cycles
                    kind: no-cycles
                    fix: move what both packages need into one below both

                  # Two readers of one iterator each see half of it.
                  # This rule fits, and finds something today: Page.names stores an Iterator (src/main/java/com/acme/web/Page.java:8:13)
                  # guard baseline accepts what is there, so that only more is reported.
                  # - id: iterators-are-not-kept
                  #   kind: never-stores
                  #   holders: [com.acme..]
                  #   types: [+java.util.Iterator]
                  #   fix: keep the collection, and ask it for an iterator where it is read

                """);
        passes();
    }

    @Test
    void namesWhatIsBuilt() throws IOException {
        for (String module : new String[] {"one", "two"}) {
            source(module + "/build.gradle.kts", "");
            source(module + "/src/main/java/org/" + module + "/A.java", "package org." + module + "; class A {}");
            source(
                    module + "/src/test/java/org/" + module + "/ATest.java",
                    "package org." + module + "; class ATest {}");
            GuardRun.compile(
                    folder.resolve(module + "/src/main/java"), folder.resolve(module + "/build/classes/java/main"));
        }
        assertThat(GuardRun.in(folder, "init").code()).isZero();
        assertThat(written())
                .contains("  classes: [one/build/classes/java/main, two/build/classes/java/main]\n")
                .contains("  sources: [one/src/main/java, two/src/main/java]\n")
                .contains("  tests: [one/src/test/java, two/src/test/java]\n")
                .contains("    holders: [org.one.., org.two..]\n");
        passes();
    }

    @Test
    void looksAtSourcesThatNobodyBuilds() throws IOException {
        source("Main.java", "class Main { java.util.stream.Stream<String> lines() { return null; } }");
        source("lib/größe/Size.java", "package größe; class Size {}");
        assertThat(GuardRun.in(folder, "init").code()).isZero();
        assertThat(written()).contains("  sources: [., lib]\n").contains("    holders: [\"..*\"]\n");
        passes();
    }

    @Test
    void keepsArchitectureTestsOnThePath() throws IOException {
        source("pom.xml", "<project/>");
        source("src/main/java/com/acme/A.java", "package com.acme; class A {}");
        source("src/test/java/com/acme/LayersTest.java", """
                package com.acme;
                import com.tngtech.archunit.junit.ArchTest;
                class LayersTest { @ArchTest static final Object rule = null; }
                """);
        assertThat(GuardRun.in(folder, "init").code()).isZero();
        assertThat(written()).contains("architecture-tests-run\n").contains("tests: [com.acme.LayersTest]\n");
        passes();
    }

    @Test
    void printsWhatItWouldWrite() {
        source("app/src/main/java/a/A.java", "package a; class A {}");
        GuardRun run = GuardRun.in(folder, "init", "--dry-run", "app");
        assertThat(run.out()).contains("  sources: [src/main/java]\n");
        assertThat(folder.resolve("app/rules.yaml")).doesNotExist();
    }

    @Test
    void overwritesNothing() throws IOException {
        source("src/a/A.java", "package a; class A {}");
        source("rules.yaml", "mine");
        GuardRun run = GuardRun.in(folder, "init");
        assertThat(run.err())
                .isEqualTo(
                        "guard: rules.yaml is there already, and is not overwritten; --dry-run prints what would be proposed\n");
        assertThat(run.code()).isEqualTo(2);
        assertThat(written()).isEqualTo("mine");
    }

    @Test
    void saysThatThereIsNothingToGuard() {
        GuardRun run = GuardRun.in(folder, "init");
        assertThat(run.err()).startsWith("guard: no Java source in ");
        assertThat(run.code()).isEqualTo(2);
        assertThat(GuardRun.in(folder, "init", "nowhere").err()).isEqualTo("guard: no such folder: nowhere\n");
    }
}
