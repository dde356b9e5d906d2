package dev.moveguard.rule.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.testkit.RuleVerifier;
import org.junit.jupiter.api.Test;

class NoCyclesRuleTest {
    private static final String KIND = "no-cycles";

    private final RuleVerifier rule = Rules.verifier(KIND, "");

    @Test
    void reportsTheShortestCycleThroughEachDependencyAtItsRarestUse() {
        rule.verify("""
                // file: a/A.java
                package a;
                public class A {
                    b.B b;
                    void one() { b.touch(); } // one of two uses of b
                }
                // file: b/B.java
                package b;
                public class B {
                    public c.C c; // error: [no-cycles] a -> b -> c -> a is a cycle
                    public void touch() {}
                }
                // file: c/C.java
                package c;
                public class C {
                    d.D d; // error: [no-cycles] c -> d -> c is a cycle
                    a.A a;
                    a.A again() { return a; }
                }
                // file: d/D.java
                package d;
                public class D {
                    Object c = new c.C();
                }
                """);
    }

    @Test
    void allowsADiamondAndUsesInsideAPackage() {
        rule.verify("""
                // file: a/A.java
                package a;
                class A { b.B b; c.C c; Other other; }
                class Other { A a; }
                // file: b/B.java
                package b;
                public class B { d.D d; }
                // file: c/C.java
                package c;
                public class C { d.D d; }
                // file: d/D.java
                package d;
                public class D {}
                """);
    }

    @Test
    void takesSlicesFromThePattern() {
        RuleVerifier slices = Rules.verifier(KIND, "slices: app.(*)..");
        slices.verify("""
                // file: app/orders/ui/Page.java
                package app.orders.ui;
                public class Page { app.bill.Bill bill; }
                // file: app/orders/store/Store.java
                package app.orders.store;
                public class Store { app.bill.Bill bill; } // error: [no-cycles] bill -> orders -> bill is a cycle
                // file: app/bill/Bill.java
                package app.bill;
                public class Bill { app.orders.ui.Page page; app.orders.ui.Page other; app.orders.store.Store store; }
                """);
        slices.verify("""
                // file: app/orders/ui/Page.java
                package app.orders.ui;
                public class Page { app.orders.store.Store store; app.bill.Bill bill; }
                // file: app/orders/store/Store.java
                package app.orders.store;
                public class Store { app.orders.ui.Page page; other.Free free; }
                // file: app/bill/Bill.java
                package app.bill;
                public class Bill {}
                // file: other/Free.java
                package other;
                public class Free { app.bill.Bill bill; app.orders.ui.Page page; }
                """);
    }

    @Test
    void judgesTypesWhenAskedTo() {
        Rules.verifier(KIND, "of: types")
                .verify("""
                class Order { Line line; }
                class Line { Order order; Nested nested; static class Nested { Line line; } } // error: [no-cycles] Line -> Order -> Line is a cycle
                """.replace("class Order { Line line; }", "class Order { Line line; Line other; }"));
    }

    @Test
    void ignoresADependencyThatIsAccepted() {
        String fixture = """
                // file: a/A.java
                package a;
                public class A { b.B b; }
                // file: b/B.java
                package b;
                public class B { a.A a; c.C c; }
                // file: c/C.java
                package c;
                public class C {}
                """;
        Rules.verifier(KIND, "ignore: [\"b.B -> a.A\"]").verify(fixture);
        Rules.verifier(KIND, "ignore: [\"b.B -> a.A\", \"b.B -> c.C\"]")
                .verifyVacuous(fixture, "[unresolved-name] b.B -> c.C matches no dependency");
    }

    @Test
    void isVacuousWithoutTwoSlices() {
        Rules.verifier(KIND, "slices: [com.(*)..]")
                .verifyVacuous("class A {}", "[vacuous-rule] com.(*).. matches no package of a scanned type");
        rule.verifyVacuous(
                "// file: a/A.java\npackage a;\nclass A {}",
                "[vacuous-rule] (**) gives one slice, which cannot be a cycle");
    }

    @Test
    void refusesAPatternWithoutAPartInParentheses() {
        assertThat(Rules.problems(KIND, "slices: com.acme.."))
                .contains("slices takes packages with (*) or (**) in them, such as com.acme.(*).., not com.acme..");
    }

    @Test
    void doesNotSeeAConstantThatTheCompilerCopies() {
        rule.verify("""
                // file: a/A.java
                package a;
                public class A { public static final int ONE = 1; b.B b; }
                // file: b/B.java
                package b;
                public class B { int one = a.A.ONE; }
                """);
    }

    @Test
    void refusesNoSliceAtAll() {
        assertThat(Rules.problems(KIND, "slices: []")).contains("rules.yaml:5:5: slices needs one value or more");
    }
}
