package dev.moveguard.rule.archunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Place;
import dev.moveguard.config.Text;
import dev.moveguard.testkit.RuleVerifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchUnitRuleTest {
    private static final String IMPORTS = """
            import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.*;
            import com.tngtech.archunit.core.domain.*;
            import com.tngtech.archunit.lang.*;
            import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
            """;

    @Test
    void reportsAViolationOfAConstantWhereItIs() {
        verifier("Rules#NO_EXIT").verify(IMPORTS + """
                class Rules {
                    private static final ArchRule NO_EXIT =
                            noClasses().should().callMethod(System.class, "exit", int.class);
                }
                class App {
                    void end() {
                        System.exit(1); // error: [archunit] Method <App.end()> calls method <java.lang.System.exit(int)>
                        System.gc();
                    }
                }
                """);
    }

    @Test
    void judgesFactoriesAndMethodsThatJudgeThemselves() {
        verifier("Rules#*").verify(IMPORTS + """
                class Rules {
                    static ArchRule finalFields() {
                        return fields().that().areDeclaredIn(App.class).should().beFinal();
                    }
                    static void noApps(JavaClasses classes) {
                        noClasses().should().haveSimpleName("App").check(classes);
                    }
                    static String text = "";
                    ArchRule ofInstance;
                }
                class App { // error: [archunit] Class <App> has simple name 'App'
                    int size; // error: [archunit] Field <App.size> does not have modifier FINAL
                }
                """);
    }

    @Test
    void tellsACycleInOneLine() {
        verifier("a.Rules#CYCLES").verify("""
                // file: a/Rules.java
                package a;
                import com.tngtech.archunit.lang.*;
                import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
                class Rules {
                    static final ArchRule CYCLES = SlicesRuleDefinition.slices().matching("(*)").should().beFreeOfCycles();
                }
                // file: b/B.java
                package b;
                public class B { c.C c; } // error: [archunit] Cycle detected: Slice b -> Slice c -> Slice b
                // file: c/C.java
                package c;
                public class C { b.B b; }
                """);
    }

    @Test
    void isCleanWhenTheRuleHolds() {
        verifier("Rules#NO_EXIT").verify(IMPORTS + """
                class Rules {
                    static final ArchRule NO_EXIT = noClasses().should().callMethod(System.class, "exit", int.class);
                }
                class App { void end() { System.gc(); } }
                """);
    }

    @Test
    void isVacuousWhenTheRuleIsGoneOrLooksAtNothing() {
        String fixture = IMPORTS + """
                class Rules {
                    static final ArchRule NO_EXIT = noClasses().should().callMethod(System.class, "exit", int.class);
                    static final ArchRule PAGES = classes().that().haveSimpleNameEndingWith("Page").should().bePublic();
                }
                """;
        verifier("Rules#NO_EXITS")
                .verifyVacuous(fixture, "[vacuous-rule] Rules has no rule NO_EXITS, did you mean NO_EXIT?");
        verifier("Gone#NO_EXIT").verifyVacuous(fixture, "[vacuous-rule] Gone is neither scanned nor on the class path");
        verifier("Rules#PAGES").verifyVacuous(fixture, "[vacuous-rule] Rules.PAGES matches nothing that was scanned");
    }

    @Test
    void refusesWhatIsNoRule() {
        String fixture = IMPORTS + """
                class Rules {
                    static String text;
                    ArchRule ofInstance;
                    static ArchRule with(int number) { return null; }
                }
                """;
        assertThatThrownBy(() -> verifier("Rules#text").verify(fixture))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Rules.text is of the type String, not ArchRule");
        assertThatThrownBy(() -> verifier("Rules#ofInstance").verify(fixture))
                .hasMessage("Rules.ofInstance is not static");
        assertThatThrownBy(() -> verifier("Rules#with").verify(fixture)).hasMessage("Rules.with takes parameters");
    }

    @Test
    void isNotAssessedWhenTheRuleCannotBeHad() {
        String fixture = IMPORTS + """
                class Throws { static final ArchRule RULE = make(); static ArchRule make() { throw new IllegalStateException("no luck"); } }
                class Null { static ArchRule RULE; }
                class Ends { static ArchRule rule() { System.exit(3); return null; } }
                class Hangs { static ArchRule rule() throws Exception { Thread.sleep(600_000); return null; } }
                class Loud { static final ArchRule RULE = make(); static ArchRule make() { System.out.println("loud"); return classes().should().beInterfaces().allowEmptyShould(true); } }
                """;
        verifier("Throws#RULE").verifyNotAssessed(fixture, "Throws#RULE throws IllegalStateException: no luck");
        verifier("Null#RULE").verifyNotAssessed(fixture, "Null#RULE throws IllegalStateException: is null");
        verifier("Ends#rule").verifyNotAssessed(fixture, "Ends#rule ends the Java machine (exit code 3)");
        verifier("Hangs#rule", 2).verifyNotAssessed(fixture, "Hangs#rule does not end within 2 seconds");
        verifier("Loud#RULE").verifyNotAssessed(fixture);
    }

    @Test
    void isNotAssessedWhenTheClassPathIsIncomplete() {
        RuleVerifier rule = RuleVerifier.ofClasses(
                new ArchUnitRule(text("Rules#NO_EXIT"), List.of(text("lib/*.jar")), 60), archUnit());
        rule.verifyNotAssessed("class App {}", "lib/*.jar matches nothing (rules.yaml:1:1)");
    }

    /** A team's rules, in classes that are not scanned. */
    static final class TeamRules {
        static final ArchRule NO_EXIT =
                ArchRuleDefinition.noClasses().should().callMethod(System.class, "exit", int.class);

        private TeamRules() {}
    }

    @Test
    void takesARuleFromTheClassPathAndJudgesOnlyWhatIsScanned() {
        String tests = Path.of("target", "test-classes").toAbsolutePath().toString();
        ArchUnitRule rule = new ArchUnitRule(text(TeamRules.class.getName() + "#NO_EXIT"), List.of(text(tests)), 60);
        RuleVerifier.ofClasses(rule).verify("""
                class App {
                    void end() {
                        System.exit(1); // error: [archunit] Method <App.end()> calls method <java.lang.System.exit(int)>
                    }
                }
                """);
    }

    @Test
    void takesOnlyTheNameOfAMember() {
        assertThatThrownBy(() -> ofYaml("com.acme.Rules"))
                .hasMessageContaining("rule takes Type#field or Type#method, not com.acme.Rules");
        assertThat(ofYaml("com.acme.Rules#ONE")).isNotNull();
    }

    private static Object ofYaml(String rule) {
        try {
            Path file = java.nio.file.Files.createTempFile("rules", ".yaml");
            java.nio.file.Files.writeString(
                    file, "version: 1\nrules:\n  - {id: it, kind: archunit, rule: \"%s\"}\n".formatted(rule));
            try {
                return dev.moveguard.engine.RuleBook.of(dev.moveguard.config.RulesFile.read(file, "rules.yaml"));
            } finally {
                java.nio.file.Files.delete(file);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static RuleVerifier verifier(String rule) {
        return verifier(rule, 60);
    }

    private static RuleVerifier verifier(String rule, int seconds) {
        return RuleVerifier.ofClasses(new ArchUnitRule(text(rule), List.of(), seconds), archUnit());
    }

    private static Text text(String value) {
        return new Text(value, value.startsWith("lib") ? new Place("rules.yaml", 1, 1) : Place.NOWHERE);
    }

    private static Path archUnit() {
        try {
            return Path.of(ArchRule.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
