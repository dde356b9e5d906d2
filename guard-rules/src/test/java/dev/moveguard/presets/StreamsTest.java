package dev.moveguard.presets;

import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final Preset PRESET = Preset.of("streams");

    private static void streams(String members) {
        PRESET.verify("stream-used-once", """
                import java.nio.file.*;
                import java.util.*;
                import java.util.function.*;
                import java.util.stream.*;
                class Fixture {
                %s}
                """.formatted(members));
    }

    @Test
    void reportsASecondOperation() {
        streams("""
                    long m(List<String> names) {
                        Stream<String> all = names.stream();
                        all.forEach(System.out::println);
                        return all.count(); // error: [use-after-move] all is used after it was moved on every path
                    }
                    long primitive(int[] numbers) {
                        IntStream all = IntStream.of(numbers);
                        int sum = all.sum();
                        return sum / all.count(); // error: [use-after-move] all is used after it was moved on every path
                    }
                """);
    }

    @Test
    void reportsAStreamUsedInALoop() {
        streams("""
                    void m(Stream<String> names, List<String> prefixes) {
                        for (String prefix : prefixes) {
                            names.filter(name -> name.startsWith(prefix)); // error: [move-in-loop] names is moved in a loop, again in its next round
                        }
                    }
                """);
    }

    @Test
    void doesNotSeeAStreamThatABodyUsesEachTimeItRuns() {
        streams("""
                    void m(Stream<String> names, List<String> prefixes) {
                        prefixes.forEach(prefix -> names.filter(name -> name.startsWith(prefix)).count());
                    }
                """);
    }

    @Test
    void reportsAnOldNameOfAStream() {
        streams("""
                    long m(Stream<String> names) {
                        Stream<String> same = names;
                        same.map(String::trim);
                        return names.count(); // error: [use-after-move] names is used after it was moved on every path
                    }
                """);
    }

    @Test
    void reportsAStreamThatAHelperUsedUp() {
        streams("""
                    static long count(Stream<String> names) { return names.count(); }
                    static boolean isParallel(Stream<String> names) { return names.isParallel(); }
                    long m(Stream<String> names) {
                        isParallel(names);
                        count(names);
                        return names.count(); // error: [use-after-move] names is used after it was moved on every path
                    }
                """);
    }

    @Test
    void allowsAPipelineInSteps() {
        streams("""
                    long m(List<String> names, boolean sorted) {
                        Stream<String> all = names.stream().parallel();
                        all = all.filter(name -> !name.isEmpty());
                        if (sorted) {
                            all = all.sorted();
                        }
                        return all.count();
                    }
                    List<String> chosen(Stream<String> names, boolean sorted) {
                        return (sorted ? names.sorted() : names).toList();
                    }
                    Stream<String> joined(Stream<String> names, Stream<String> more, boolean has) {
                        return has ? Stream.concat(names, more) : names;
                    }
                """);
    }

    @Test
    void allowsClosingAfterTheLastUse() {
        streams("""
                    List<String> m(Path file) throws java.io.IOException {
                        try (Stream<String> lines = Files.lines(file)) {
                            return lines.filter(line -> !line.isBlank()).toList();
                        }
                    }
                    long closed(Stream<String> lines) {
                        try {
                            return lines.count();
                        } finally {
                            lines.close();
                        }
                    }
                """);
    }

    @Test
    void allowsASupplierOfFreshStreams() {
        streams("""
                    long m(List<String> names) {
                        Supplier<Stream<String>> all = names::stream;
                        all.get().forEach(System.out::println);
                        return all.get().count();
                    }
                """);
    }

    @Test
    void reportsAnIteratorReadToItsEnd() {
        PRESET.verify("iterator-read-once", """
                import java.util.*;
                class Fixture {
                    int m(Iterator<String> names) {
                        names.forEachRemaining(System.out::println);
                        return names.next().length(); // error: [use-after-move] names is used after it was moved on every path
                    }
                    int inSteps(Iterator<String> names) {
                        names.next();
                        int count = 0;
                        while (names.hasNext()) {
                            count += names.next().length();
                        }
                        names.forEachRemaining(System.out::println);
                        return names.hasNext() ? 1 : count;
                    }
                    interface Rows extends Iterator<String>, AutoCloseable { @Override void close(); }
                    void closed(Rows rows) {
                        rows.forEachRemaining(System.out::println);
                        rows.close();
                    }
                }
                """);
    }
}
