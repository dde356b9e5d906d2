package dev.moveguard.code.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.bytecode.JdkLibrary;
import dev.moveguard.code.source.CompiledSource.CompiledClass;
import dev.moveguard.code.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceUnitsTest {
    private static final JdkLibrary JDK = new JdkLibrary();

    @TempDir
    Path kept = Path.of("");

    private final Map<String, String> sources = new TreeMap<>();

    /** What lies nowhere but in this test. */
    private record InMemory(Map<String, String> texts) implements SourceVersion {
        @Override
        public List<Item> sources() {
            return texts.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(one -> new Item(
                            Path.of(one.getKey()),
                            Path.of("src"),
                            String.valueOf(one.getValue().hashCode())))
                    .toList();
        }

        @Override
        public Map<Path, SourceText> texts(Collection<Path> files) {
            Map<Path, SourceText> read = new HashMap<>();
            for (Path file : files) {
                String text = texts.getOrDefault(file.toString().replace('\\', '/'), "gone");
                if (text.equals("gone")) {
                    throw new UnreadableException("is not at hand");
                }
                read.put(file, SourceText.of(text));
            }
            return read;
        }

        @Override
        public boolean hasSourceOf(String source) {
            return false;
        }

        @Override
        public String keptAs() {
            return "test";
        }
    }

    private FactsCache cache(String engine) {
        return new FactsCache(kept, engine.getBytes(StandardCharsets.UTF_8), Clock.systemUTC());
    }

    private SourceUnits.Outcome read(FactsCache cache) {
        return SourceUnits.of(
                JDK, new InMemory(Map.copyOf(sources)), path -> path.toString().replace('\\', '/'), cache, List.of());
    }

    /** The classes by name, as hexadecimal digits, and what kept sources from being compiled. */
    private static Map<String, String> told(SourceUnits.Outcome outcome) {
        Map<String, String> told = new TreeMap<>();
        for (SourceUnit unit : outcome.units()) {
            for (CompiledClass type : unit.classes()) {
                told.put(unit.path() + " " + type.name(), HexFormat.of().formatHex(type.bytes()));
            }
            unit.obstacles().forEach(obstacle -> told.put(unit.path() + " " + obstacle.at(), obstacle.reason()));
        }
        return told;
    }

    private void isAsIfCompiledAnew(SourceUnits.Outcome outcome) {
        assertThat(told(outcome)).isEqualTo(told(read(FactsCache.none())));
    }

    private void chain() {
        sources.put("src/a/A.java", "package a; public class A { public int size() { return 1; } }");
        sources.put("src/a/B.java", "package a; public class B extends A { }");
        sources.put("src/b/C.java", "package b; import a.B; class C { Object o = new B().size(); }");
        sources.put("src/b/D.java", "package b; class D { int x; }");
    }

    @Test
    void anAnnotationOfAParameterThatIsNowhereIsOne() {
        sources.put(
                "src/a/A.java", "package a; import lib.Lent; import lib.Tag; class A { void m(@Tag @Lent A a) {} }");
        sources.put("src/a/B.java", "package a; import lib.*; class B { void m(int i, final @Kept A a) {} }");
        assertThat(read(FactsCache.none()).units()).allSatisfy(unit -> {
            assertThat(unit.obstacles()).isEmpty();
            assertThat(unit.classes())
                    .noneSatisfy(type -> assertThat(new String(type.bytes(), StandardCharsets.ISO_8859_1))
                            .contains("Unresolved compilation problem"));
        });
    }

    @Test
    void compilesNothingThatIsAsItWas() {
        chain();
        assertThat(read(cache("1")).compiled()).isEqualTo(4);
        SourceUnits.Outcome second = read(cache("1"));
        assertThat(second.compiled()).isZero();
        isAsIfCompiledAnew(second);
    }

    @Test
    void compilesOnlyWhatChangedWhenItLooksTheSameFromOutside() {
        chain();
        read(cache("1"));
        sources.put("src/a/A.java", "package a; public class A { public int size() { return 2 + 3; } }");
        SourceUnits.Outcome second = read(cache("1"));
        assertThat(second.compiled()).isEqualTo(1);
        isAsIfCompiledAnew(second);
    }

    private static final String RICH = """
            package a;
            import java.util.Map;
            import java.util.function.Supplier;
            public sealed class A permits A.Sub {
                public static final int MOST = 3;
                @Deprecated public record Row(String name, Map.Entry<String, int[]> pair) {
                    public Row { if (name == null) throw new IllegalArgumentException(); }
                }
                public enum Kind { ONE { @Override int value() { return 1; } }; abstract int value(); }
                public interface Said { default String says() { return "a"; } }
                public static final class Sub extends A implements Said { private int hidden; }
                private Supplier<Row> later = () -> new Row("x", Map.entry("y", new int[] {1}));
                private Object own() { return new Object() { Row row = later.get(); }; }
                public <T extends Comparable<? super T>> T least(T one, T other) { return one.compareTo(other) < 0 ? one : other; }
            }
            """;

    /** How many sources are compiled once a text in a source that another uses is replaced. */
    private int compiledAfter(String from, String to) {
        sources.put("src/a/A.java", RICH);
        sources.put("src/b/B.java", "package b; class B { a.A a; a.A.Row row; int most = a.A.MOST; }");
        read(cache("1"));
        assertThat(RICH).contains(from);
        sources.put("src/a/A.java", RICH.replace(from, to));
        SourceUnits.Outcome outcome = read(cache("1"));
        isAsIfCompiledAnew(outcome);
        return outcome.compiled();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "package a;|/* moved */ package a;",
                "return one.compareTo(other) < 0 ? one : other;|return other;",
                "private int hidden;|private long hidden; private static int[] more;",
                "new Object() { Row row = later.get(); }|(Supplier<Map<String, Row>>) () -> Map.of()",
                "return \"a\";|return \"b\" + new StringBuilder();"
            })
    void whatNobodyOutsideSeesMakesNoOtherSourceBeCompiled(String from, String to) {
        assertThat(compiledAfter(from, to)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "MOST = 3|MOST = 4",
                "public sealed class A permits A.Sub|public class A",
                "@Deprecated public record|public record",
                "record Row(String name,|record Row(CharSequence name,",
                "T least(T one, T other)|T least(T one, T other) throws Error",
                "<T extends Comparable<? super T>>|<T extends Comparable<T>>",
                "public enum Kind|enum Kind"
            })
    void whatIsSeenFromOutsideMakesItsUsersBeCompiled(String from, String to) {
        assertThat(compiledAfter(from, to)).isEqualTo(2);
    }

    @Test
    void compilesWhatInheritsFromWhatLooksDifferent() {
        chain();
        read(cache("1"));
        sources.put("src/a/A.java", "package a; public class A { public long size() { return 1; } }");
        SourceUnits.Outcome second = read(cache("1"));
        assertThat(second.compiled()).isEqualTo(3);
        isAsIfCompiledAnew(second);
    }

    @Test
    void seesATypeThatHidesAnother() {
        chain();
        sources.put("src/b/E.java", "package b; import a.*; class E { A held; }");
        read(cache("1"));
        sources.put("src/b/A.java", "package b; class A {}");
        SourceUnits.Outcome second = read(cache("1"));
        isAsIfCompiledAnew(second);
    }

    @Test
    void seesThatATypeIsGone() {
        chain();
        read(cache("1"));
        sources.remove("src/a/B.java");
        SourceUnits.Outcome second = read(cache("1"));
        isAsIfCompiledAnew(second);
        assertThat(told(second).keySet()).noneMatch(name -> name.contains("B"));
    }

    @Test
    void seesThatAConstantIsAnother() {
        sources.put("src/a/A.java", "package a; public class A { public static final int N = 1; }");
        sources.put("src/b/B.java", "package b; class B { int n() { return a.A.N; } }");
        read(cache("1"));
        sources.put("src/a/A.java", "package a; public class A { public static final int N = 2; }");
        isAsIfCompiledAnew(read(cache("1")));
    }

    @Test
    void seesThatAnUnknownTypeIsAnInterfaceAfterAll() {
        sources.put(
                "src/a/A.java",
                "package a; import lib.Port; class A { Port port; String o() { return port.toString(); } }");
        sources.put("src/a/B.java", "package a; class B { }");
        read(cache("1"));
        sources.put("src/a/B.java", "package a; class B implements lib.Port { }");
        isAsIfCompiledAnew(read(cache("1")));
        sources.put("src/a/B.java", "package a; class B { int x; }");
        isAsIfCompiledAnew(read(cache("1")));
    }

    @Test
    void tellsAgainWhatKeptASourceFromBeingCompiled() {
        chain();
        sources.put("src/a/X.java", "package a; class X { int = 1; }");
        sources.put("src/a/Y.java", "package a; class Y { Nowhere y; }");
        read(cache("1"));
        SourceUnits.Outcome second = read(cache("1"));
        assertThat(second.compiled()).isZero();
        isAsIfCompiledAnew(second);
        assertThat(second.units().stream()
                        .flatMap(unit -> unit.obstacles().stream())
                        .map(one -> one.isSyntax()))
                .containsExactly(true, false);
    }

    @Test
    void compilesATypeThatIsThereTwiceEachTime() {
        chain();
        sources.put("other/src/a/B.java", "package a; class B { int other; }");
        InMemory version = new InMemory(Map.copyOf(sources));
        List<SourceVersion.Item> items = new ArrayList<>(version.sources());
        items.removeIf(item -> item.file().startsWith("other"));
        items.add(new SourceVersion.Item(Path.of("other/src/a/B.java"), Path.of("other/src"), "1"));
        SourceVersion twice = new SourceVersion() {
            @Override
            public List<Item> sources() {
                return items;
            }

            @Override
            public Map<Path, SourceText> texts(Collection<Path> files) {
                return version.texts(files);
            }

            @Override
            public boolean hasSourceOf(String source) {
                return false;
            }

            @Override
            public String keptAs() {
                return "twice";
            }
        };
        SourceUnits.of(JDK, twice, Path::toString, cache("1"), List.of());
        SourceUnits.Outcome second = SourceUnits.of(JDK, twice, Path::toString, cache("1"), List.of());
        assertThat(second.compiled()).isZero();
        assertThat(told(second).keySet()).contains("src/a/B.java a.B", "other/src/a/B.java a.B");
    }

    @Test
    void doesNotBelieveADamagedFileOrThatOfAnotherBuild() throws IOException {
        chain();
        read(cache("1"));
        assertThat(read(cache("2")).compiled()).isEqualTo(4);
        Path file = kept.resolve("test.facts");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(read(cache("2")).compiled()).isEqualTo(4);
    }

    @Test
    void saysWhichSourceIsNotAtHand() {
        chain();
        sources.put("src/a/A.java", "gone");
        assertThat(told(read(cache("1")))).containsEntry("src/a/A.java null", "is not at hand");
    }

    /** Any sequence of changes ends where compiling all of it anew does. */
    @Test
    void isAlwaysAsIfCompiledAnew() {
        String[][] variants = {
            {"src/p/A.java", "package p; public class A { }"},
            {"src/p/A.java", "package p; public class A { public static int N = 1; protected B b() { return null; } }"},
            {
                "src/p/A.java",
                "package p; public abstract class A<T> implements lib.Api { T t; Object x = new Object() { }; }"
            },
            {"src/p/A.java", "package p; public interface A { static final String S = \"s\"; class Inner { long l; } }"
            },
            {"src/p/B.java", "package p; public class B extends A { Object y() { return b(); } }"},
            {"src/p/B.java", "package p; public class B { public q.C c; public class Inner extends q.C.Nested { } }"},
            {"src/p/B.java", "package p; import lib.*; public class B { Thing thing; Object o = (Runnable) () -> { }; }"
            },
            {"src/q/C.java", "package q; import p.*; public class C { A a; B b; public static class Nested { int n; } }"
            },
            {"src/q/C.java", "package q; import p.A; public class C { Object o = A.S; p.B.Inner i; }"},
            {"src/q/C.java", "package q; public class C { var broken }"},
            {"src/q/A.java", "package q; public class A { int other; }"},
            {"src/q/D.java", "package q; class D extends p.B { Object z() { var v = c; return v; } A a; }"},
            {"src/q/D.java", "package q; import lib.Api; class D implements Api { lib.Thing<String> s; A.Inner inner; }"
            },
            {"src/r/E.java", "package r; import p.B; class E { Object e(B b) { return b.c.o; } }"},
        };
        Random random = new Random(42);
        for (int step = 0; step < 120; step++) {
            String[] variant = variants[random.nextInt(variants.length)];
            if (random.nextInt(4) == 0) {
                sources.remove(variant[0]);
            } else {
                sources.put(variant[0], variant[1]);
            }
            assertThat(told(read(cache("1"))))
                    .as("step %s: %s", step, sources)
                    .isEqualTo(told(read(FactsCache.none())));
        }
    }
}
