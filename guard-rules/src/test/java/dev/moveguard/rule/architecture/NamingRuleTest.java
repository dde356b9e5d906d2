package dev.moveguard.rule.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamingRuleTest {
    private static final String KIND = "naming";

    @Test
    void reportsTypesThatAreNamedOtherwise() {
        Rules.verifier(KIND, "types: [+Rule, \"@Page\"]\nnamed: [\"*Rule\", \"*Page\"]\nexcept: Odd")
                .verify("""
                interface Rule {}
                class CycleRule implements Rule {}
                class Cycles implements Rule {} // error: [naming] Cycles is not named *Rule or *Page
                class Outer {
                    class Inner implements Rule {} // error: [naming] Outer.Inner is not named *Rule or *Page
                    Rule anonymous = new Rule() {};
                    void run() { class Local implements Rule {} }
                }
                @interface Page {}
                @Page class Start {} // error: [naming] Start is not named *Rule or *Page
                @Page class StartPage {}
                class Odd implements Rule {}
                class RuleBook {}
                """);
    }

    @Test
    void reportsADeniedName() {
        Rules.verifier(KIND, "types: \"..*\"\nnot-named: [\"*Util\", \"/.*(Impl|Helper)[0-9]?/\"]")
                .verify("""
                class TextUtil {} // error: [naming] TextUtil is named *Util
                class OrderImpl2 {} // error: [naming] OrderImpl2 is named /.*(Impl|Helper)[0-9]?/
                class Utility {}
                class Implementation {}
                """);
    }

    @Test
    void reportsATypeThatLivesElsewhereOrIsSomethingElse() {
        Rules.verifier(KIND, "types: \"..*Dao\"\nin: data..\nare: [+data.Dao, \"@data.Store\"]")
                .verify("""
                // file: data/Dao.java
                package data;
                public interface Dao {}
                @interface Store {}
                class OrderDao implements Dao {}
                @Store class FileDao {}
                class LooseDao {} // error: [naming] LooseDao is not +data.Dao or @data.Store
                // file: web/UserDao.java
                package web;
                class UserDao implements data.Dao {} // error: [naming] UserDao is in web, not in data..
                class Daomain {}
                """);
    }

    @Test
    void reportsMembers() {
        Rules.verifier(KIND, "types: \"..*\"\nof: methods\nannotated: \"@Test\"\nnamed: \"/[a-z][A-Za-z]+/\"")
                .verify("""
                @interface Test {}
                class OrderTest {
                    @Test void addsALine() {}
                    @Test void adds_a_line() {} // error: [naming] OrderTest.adds_a_line is not named /[a-z][A-Za-z]+/
                    void helper_of_it() {}
                    Runnable lambda = () -> {};
                }
                """);
        Rules.verifier(KIND, "types: \"..*\"\nof: constants\nnamed: \"/[A-Z0-9_]+/\"\nexcept: \"Order#log\"")
                .verify("""
                class Order {
                    static final int MOST = 3;
                    static final int most = 3; // error: [naming] Order.most is not named /[A-Z0-9_]+/
                    static final Object log = "";
                    final int count = 3;
                    static int next;
                }
                enum Colour { RED, green } // error: [naming] Colour.green is not named /[A-Z0-9_]+/
                """);
        Rules.verifier(KIND, "types: Order\nof: fields\nnot-named: \"m_*\"").verify("""
                class Order {
                    int m_count; // error: [naming] Order.m_count is named m_*
                    int count;
                    int methods() { int m_local = 1; return m_local; }
                }
                """);
    }

    @Test
    void isVacuousWhenThereIsNothingToName() {
        Rules.verifier(KIND, "types: Gone\nnamed: X")
                .verifyVacuous("class Order {}", "[vacuous-rule] Gone matches no scanned type");
        Rules.verifier(KIND, "types: Order\nof: constants\nnamed: X")
                .verifyVacuous(
                        "class Order { int a; }", "[vacuous-rule] the types have no constants the rule is about");
        Rules.verifier(KIND, "types: Order\nare: +Gone")
                .verifyVacuous(
                        "class Order {}",
                        "[unresolved-name] +Gone names nothing in the scanned code, its class path or the JDK");
    }

    @Test
    void saysThatWhereTypesAreToLiveIsAPackageOrNowhere() {
        Rules.verifier(KIND, "types: web.Order\nin: [web, wbe.., web.*]")
                .verifyVacuous(
                        "// file: web/Order.java\npackage web;\nclass Order {}",
                        "[unresolved-name] web names nothing in the scanned code, its class path or the JDK: it is a package; its types are web.*, and those of packages below it too web..",
                        "[unresolved-name] wbe.. names nothing in the scanned code, its class path or the JDK");
    }

    @Test
    void saysWhatIsWrongWithItsParameters() {
        assertThat(Rules.problems(KIND, "types: A")).contains("naming needs one of the keys named, not-named, in, are");
        assertThat(Rules.problems(KIND, "types: A\nof: methods\nin: b.."))
                .contains("in and are speak of types, not of methods");
        assertThat(Rules.problems(KIND, "types: A\nannotated: \"@B\"\nnamed: C"))
                .contains("annotated speaks of members; name types as @Name under types");
        assertThat(Rules.problems(KIND, "types: A\nnamed: /[a/")).contains("/[a/ is no regular expression");
        assertThat(Rules.problems(KIND, "types: A\nof: mehtods\nnamed: C"))
                .contains("of takes one of types, methods, fields, constants, not mehtods");
    }
}
