package dev.moveguard.code.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.source.SourceOutline.DeclaredType;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceBodiesTest {
    /** The words of the statement that a line of the method f of the class A belongs to; those of the body of a lambda in it. */
    private static String words(boolean isInLambda, int line, String... lines) {
        SourceText source = SourceText.of("class A { void f() {\n" + String.join("\n", lines) + "\n} }\n");
        return SourceBodies.of(source)
                .statement("A", Set.of(), isInLambda, line + 1)
                .map(span -> words(source, span))
                .orElse("none");
    }

    private static String words(SourceText source, SourceText.Span span) {
        StringBuilder words = new StringBuilder();
        for (int line = span.line(); line <= span.endLine(); line++) {
            int start = line == span.line() ? span.column() - 1 : 0;
            String text = source.line(line);
            words.append(text.substring(start, line == span.endLine() ? span.endColumn() - 1 : text.length())
                            .strip())
                    .append(' ');
        }
        return words.toString().strip();
    }

    @Test
    void tellsTheBodyOfALambdaFromTheStatementAroundIt() {
        String[] lines = {"run(() -> a(", "    b), c(d));"};
        assertThat(words(true, 1, lines)).isEqualTo("a( b)");
        assertThat(words(false, 2, lines)).isEqualTo("run(() -> a( b), c(d));");
        String[] block = {"run(() -> {", "  a();", "  b(", "    c);", "});"};
        assertThat(words(true, 4, block)).isEqualTo("b( c);");
        assertThat(words(false, 5, block)).isEqualTo("run(() -> { a(); b( c); });");
    }

    @Test
    void takesTheInnermostStatement() {
        String[] lines = {
            "int x = switch (y) {",
            "  case 1 -> a(",
            "    b);",
            "  default -> {",
            "    c();",
            "    yield 2;",
            "  }",
            "};"
        };
        assertThat(words(false, 3, lines)).isEqualTo("a( b);");
        assertThat(words(false, 5, lines)).isEqualTo("c();");
        assertThat(words(false, 6, lines)).isEqualTo("yield 2;");
        assertThat(words(false, 1, lines)).startsWith("int x = switch");
    }

    @Test
    void takesTheHeadOfAStatementThatHoldsOthers() {
        assertThat(words(false, 2, "if (a", "    && (b)) {", "  c();", "}")).isEqualTo("if (a && (b))");
        assertThat(words(false, 2, "while (a", "    && b)", "  c();")).isEqualTo("while (a && b)");
        assertThat(words(false, 2, "for (int i = a(), j;", "  i < b(); i++,", "  c()) // d", "  e();"))
                .isEqualTo("for (int i = a(), j; i < b(); i++, c())");
        assertThat(words(false, 2, "for (var a :", "    b()) {", "}")).isEqualTo("for (var a : b())");
        assertThat(words(false, 2, "switch (", "  a()) {", "  case 1: b();", "}"))
                .isEqualTo("switch ( a())");
        assertThat(words(false, 2, "synchronized (", "  a()) {", "  b();", "}")).isEqualTo("synchronized ( a())");
        assertThat(words(false, 3, "do {", "  a();", "} while (b(", "  c));")).isEqualTo("b( c)");
        assertThat(words(false, 2, "try (A a =", "    b()) {", "  c();", "}")).isEqualTo("A a = b()");
    }

    @Test
    void tellsNothingOfALineWithSeveralStatementsOrNone() {
        assertThat(words(false, 1, "a(); b();")).isEqualTo("none");
        assertThat(words(false, 2, "{", "}")).isEqualTo("none");
        assertThat(words(false, 1, "int a = 1;\tb();")).isEqualTo("none");
    }

    @Test
    void readsEveryKindOfStatementAndOddText() {
        assertThat(words(false, 2, "assert a", "  : b;")).isEqualTo("assert a : b");
        assertThat(words(false, 2, "throw", "  a();")).isEqualTo("throw a();");
        assertThat(words(false, 2, "i", "  ++;")).isEqualTo("i ++;");
        assertThat(words(false, 2, "--", "  i;")).isEqualTo("-- i;");
        assertThat(words(false, 2, "a +=", "  b;")).isEqualTo("a += b;");
        assertThat(words(false, 2, "new", "  A() {};")).isEqualTo("new A() {};");
        assertThat(words(false, 2, "täter(\r", "  \"ü\");\r")).isEqualTo("täter( \"ü\");");
    }

    @Test
    void survivesDeepAndBrokenCode() {
        String deep = "int x = 1" + " + (1".repeat(40_000) + ")".repeat(40_000) + ";";
        assertThat(words(false, 1, deep)).isEqualTo(deep);
        assertThat(words(false, 1, "a(; } } }", "b();")).isEqualTo("none");
        assertThat(SourceBodies.of(SourceText.of("class { class {{ = ; new X() { "))
                        .type("A", Set.of()))
                .isEmpty();
    }

    @Test
    void findsTypesByTheirLinesAndElseByTheirNumbers() {
        SourceBodies bodies = SourceBodies.of(SourceText.of("""
                package p;
                class A {
                    void f() { class L {} new L() {}; new L() { int inner = new Object() { }.hashCode(); }; }
                    void g() {
                        class L { class In {} }
                        new Object() {
                            int x;
                        };
                    }
                    class $1L {}
                }
                """));
        assertThat(bodies.type("p.A$1L", Set.of(3)).map(DeclaredType::at)).hasValue(at(3, 22, 23));
        assertThat(bodies.type("p.A$2L", Set.of()).map(DeclaredType::at)).hasValue(at(5, 15, 16));
        assertThat(bodies.type("p.A$1L", Set.of(5)).map(DeclaredType::at)).hasValue(at(5, 15, 16));
        assertThat(bodies.type("p.A$2L$In", Set.of()).map(DeclaredType::at)).hasValue(at(5, 25, 27));
        assertThat(bodies.type("p.A$1", Set.of()).map(DeclaredType::at)).hasValue(at(3, 31, 32));
        assertThat(bodies.type("p.A$2", Set.of(3)).map(DeclaredType::at)).hasValue(at(3, 43, 44));
        assertThat(bodies.type("p.A$2$1", Set.of(3)).map(DeclaredType::at)).hasValue(at(3, 65, 71));
        assertThat(bodies.type("p.A$1", Set.of(6, 7)).map(DeclaredType::at)).hasValue(at(6, 13, 19));
        assertThat(bodies.type("p.A$99999999999", Set.of(6)).map(DeclaredType::at))
                .hasValue(at(6, 13, 19));
        assertThat(bodies.type("p.A$$1L", Set.of()).map(DeclaredType::at)).hasValue(at(10, 11, 14));
        assertThat(bodies.type("p.A$None", Set.of())).isEmpty();
        assertThat(bodies.type("q.A$1", Set.of())).isEmpty();
    }

    private static SourceText.Span at(int line, int column, int endColumn) {
        return new SourceText.Span(line, column, line, endColumn);
    }
}
