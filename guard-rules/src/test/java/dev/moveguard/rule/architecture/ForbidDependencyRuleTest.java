package dev.moveguard.rule.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import dev.moveguard.testkit.RuleVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForbidDependencyRuleTest {
    private static final String KIND = "forbid-dependency";

    private final RuleVerifier rule = Rules.verifier(KIND, """
            from: [Web, +Base]
            to: [Row, "@Hidden"]
            """);

    @Test
    void reportsEveryWayOfUsing() {
        rule.verify("""
                import java.lang.annotation.*;
                import java.util.*;
                import java.util.function.*;
                class Row extends Exception {
                    static Row last;
                    int size;
                    static Row find() { return null; }
                    @Retention(RetentionPolicy.RUNTIME) @interface Mark { Class<?> value() default Object.class; }
                }
                interface Kept {}
                class Web extends Kept2 implements Comparable<Row> { // error: [forbid-dependency] Web has Row in its supertypes
                    Row field; // error: [forbid-dependency] Web.field has Row in its type
                    Map<String, List<? extends Row>> generic; // error: [forbid-dependency] Web.generic has Row in its type
                    Row[][] many; // error: [forbid-dependency] Web.many has Row in its type
                    public int compareTo(Row other) { return 0; } // error: [forbid-dependency] Web.compareTo has Row in its signature
                    void thrown() throws Row {} // error: [forbid-dependency] Web.thrown declares that it throws Row
                    <T extends Row> void bounded() {} // error: [forbid-dependency] Web.bounded has Row in its signature
                    @Row.Mark void marked() {} // error: [forbid-dependency] Web.marked is annotated with Row.Mark
                    void body(Object o) {
                        Object made = new Row(); // error: [forbid-dependency] Web.body creates a Row
                        Row.find(); // error: [forbid-dependency] Web.body calls Row.find
                        Object read = Row.last; // error: [forbid-dependency] Web.body uses Row.last
                        boolean is = o instanceof Row; // error: [forbid-dependency] Web.body casts to or tests for Row
                        Object array = new Row[3]; // error: [forbid-dependency] Web.body creates a Row
                        Object literal = Row.class; // error: [forbid-dependency] Web.body names Row.class
                        Supplier<Object> reference = Row::find; // error: [forbid-dependency] Web.body calls Row.find
                        Supplier<Object> maker = Row::new; // error: [forbid-dependency] Web.body creates a Row
                        Runnable lambda = () -> Row.find(); // error: [forbid-dependency] a lambda in Web calls Row.find
                        try {
                            thrown();
                        } catch (Row caught) { o.notify(); } // error: [forbid-dependency] Web.body catches Row
                    }
                }
                class Kept2 {}
                class Base {}
                class Sub extends Base {
                    class Inner extends Row {} // error: [forbid-dependency] Sub.Inner extends Row // error: [forbid-dependency] the constructor of Sub.Inner calls the constructor of Row
                }
                @Retention(RetentionPolicy.CLASS) @interface Hidden {}
                @Hidden class Secret {}
                """);
    }

    @Test
    void leavesOthersAndLookAlikesAlone() {
        rule.verify("""
                import java.util.*;
                class Row {}
                @interface Hidden {}
                class RowMapper { Row row = new Row(); Row row() { return row; } }
                class Base {}
                class Web {
                    RowMapper mapper = new RowMapper();
                    String row = "Row"; // Row
                    Object handedThrough() { return Objects.requireNonNull(mapper.row()); }
                }
                """);
    }

    @Test
    void reportsAMemberAndAllowsAnother() {
        Rules.verifier(KIND, """
                from: "..*"
                to: ["java.lang.System#exit", "java.util.Date#new()", "Clock#now"]
                allow: Ticking
                """).verify("""
                import java.util.Date;
                class Clock { static long now; static long now() { return 1; } }
                class SubClock extends Clock {}
                class Ticking extends Clock {}
                class App {
                    void end() {
                        System.exit(1); // error: [forbid-dependency] App.end calls System.exit
                        System.gc();
                        new Date(); // error: [forbid-dependency] App.end creates a Date
                        new Date(5);
                        SubClock.now(); // error: [forbid-dependency] App.end calls SubClock.now
                        SubClock.now = 3; // error: [forbid-dependency] App.end uses SubClock.now
                        Ticking.now();
                    }
                }
                """);
    }

    @Test
    void reportsAMemberThatAClassHasInherited() {
        Rules.verifier(KIND, """
                from: [Worker, Task]
                to: ["Base#stop", "Base#state", "java.lang.Object#notifyAll"]
                """).verify("""
                class Base {
                    int state;
                    void stop() {}
                    void go() {}
                }
                class Task {
                    void stop() {}
                    void run() { stop(); }
                }
                class Worker extends Base {
                    void plain() { stop(); } // error: [forbid-dependency] Worker.plain calls Base.stop
                    void explicit(Worker other) { other.stop(); } // error: [forbid-dependency] Worker.explicit calls Base.stop
                    int field() { return state; } // error: [forbid-dependency] Worker.field uses Base.state
                    void allowed() { go(); own(); }
                    void own() {}
                    synchronized void wake() { notifyAll(); } // error: [forbid-dependency] Worker.wake calls Object.notifyAll
                    class Inner {
                        void outer() { stop(); } // error: [forbid-dependency] Worker.Inner.outer calls Base.stop
                    }
                    Runnable reference() { return this::stop; } // error: [forbid-dependency] Worker.reference calls Base.stop
                }
                """);
    }

    @Test
    void leavesTheNullChecksOfCompilersAlone() {
        Rules.verifier(KIND, """
                from: App
                to: ["java.util.Objects#requireNonNull", "java.lang.Object#getClass"]
                """).verify("""
                import java.util.Objects;
                class App {
                    class Inner {}
                    Runnable reference(Thread thread) { return thread::start; }
                    Inner inner(App other) { return other.new Inner(); }
                    void check(Object value) {
                        Objects.requireNonNull(value); // error: [forbid-dependency] App.check calls Objects.requireNonNull
                        Object same = Objects.requireNonNull(value); // error: [forbid-dependency] App.check calls Objects.requireNonNull
                        value.getClass(); // error: [forbid-dependency] App.check calls Object.getClass
                    }
                }
                """);
    }

    /** Before Java 11 a nested type called an accessor, which did what the nested type had written. */
    @Test
    void findsWhatAnAccessorDoesAtTheNestedType(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("other"));
        Path base = Files.writeString(
                folder.resolve("other/Base.java"), "package other; public class Base { protected void stop() {} }");
        Path worker = Files.writeString(folder.resolve("Worker.java"), """
                class Worker extends other.Base {
                    class Inner { void end() {
                        stop();
                    } }
                }
                """);
        int exit = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                .run(null, null, null, "--release", "8", "-nowarn", "-Xlint:none", base.toString(), worker.toString());
        assertThat(exit).isZero();
        Project project = new Project(folder, List.of());
        try (CodeReader reader = new CodeReader(new InputLedger(), project::shown, FactsCache.none())) {
            reader.addClasses(folder);
            Facts facts = new Facts(reader.read(Lens.BYTECODE), project, false);
            assertThat(Rules.rule(KIND, "from: Worker\nto: \"other.Base#stop\"").check(facts))
                    .extracting(Finding::message)
                    .containsExactly("Worker.Inner.end calls Base.stop");
        }
    }

    @Test
    void countsOnlyTheWaysThatAreNamed() {
        Rules.verifier(KIND, """
                from: App
                to: Row
                by: [inherits, creates]
                """).verify("""
                class Row { static void touch() {} }
                class App {
                    Row row;
                    void run() {
                        Row.touch();
                        row = new Row(); // error: [forbid-dependency] App.run creates a Row
                    }
                }
                """);
    }

    @Test
    void exceptsAUserATargetAndADependency() {
        Rules.verifier(KIND, """
                from: [a..]
                except: a.Old
                to: [b..]
                allow: b.Open
                ignore: ["a.Web -> b.Closed"]
                """).verify("""
                // file: a/Web.java
                package a;
                class Web { b.Open open; b.Closed closed; b.Other other; } // error: [forbid-dependency] Web.other has Other in its type
                // file: a/Old.java
                package a;
                class Old { b.Other other; static class Nested { b.Other other; } }
                // file: b/Open.java
                package b;
                public class Open {}
                // file: b/Closed.java
                package b;
                public class Closed {}
                // file: b/Other.java
                package b;
                public class Other {}
                """);
    }

    @Test
    void reportsAChainWhenIndirectUsesCount() {
        String fixture = """
                class Web { Service service; Helper helper; } // error: [forbid-dependency] Web reaches Row over Service, Store
                class Helper {}
                class Service { Store store; }
                class Store { Row row; }
                class Row {}
                """;
        Rules.verifier(KIND, "from: Web\nto: Row\nindirect: true").verify(fixture);
        Rules.verifier(KIND, "from: Web\nto: Row")
                .verify(fixture.replace(" // error: [forbid-dependency] Web reaches Row over Service, Store", ""));
    }

    @Test
    void reportsASwitchOverAnEnumOnce() {
        Rules.verifier(KIND, "from: Web\nto: Colour").verify("""
                enum Colour { RED, GREEN }
                class Web {
                    int number(Object o) {
                        switch ((Colour) o) { // error: [forbid-dependency] Web.number casts to or tests for Colour // error: [forbid-dependency] Web.number calls Colour.ordinal
                            case RED: return 1;
                            default: return 2;
                        }
                    }
                }
                """);
    }

    @Test
    void isVacuousWhenANameIsGone() {
        Rules.verifier(KIND, "from: Gone\nto: [Rwo, \"Web#gone\"]\nignore: [\"Web -> Row\"]")
                .verifyVacuous(
                        "class Web {} class Row {}",
                        "[unresolved-name] Rwo names nothing in the scanned code, its class path or the JDK, did you mean Row?",
                        "[unresolved-name] Web#gone names nothing in the scanned code, its class path or the JDK",
                        "[vacuous-rule] Gone matches no scanned type",
                        "[unresolved-name] Web -> Row matches no dependency");
    }

    @Test
    void saysWhatIsWrongWithItsParameters() {
        assertThat(Rules.problems(KIND, "from: A\nto: B\nby: [call]\nignore: [\"A to B\"]"))
                .contains("by takes one of inherits, permits,");
        assertThat(Rules.problems(KIND, "from: A\nto: B\nignore: [\"A to B\"]"))
                .contains("ignore takes \"user -> used\", not A to B");
    }

    @Test
    void doesNotSeeAConstantThatTheCompilerCopies() {
        Rules.verifier(KIND, "from: Web\nto: Limits").verify("""
                class Limits { static final int MOST = 3; }
                class Web { int most = Limits.MOST; }
                """);
    }
}
