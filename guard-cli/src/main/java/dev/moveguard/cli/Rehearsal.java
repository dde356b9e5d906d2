package dev.moveguard.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs what people run, on a project of its own in a new folder: what the Java machine loads for that, the launcher keeps for later
 * runs.
 */
final class Rehearsal {
    private static final String ORDERS = """
            package a;
            import java.util.ArrayList;
            import java.util.Iterator;
            import java.util.List;
            import java.util.concurrent.atomic.AtomicReference;
            import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
            import java.util.function.Supplier;
            import java.util.stream.Collectors;
            import java.util.stream.Stream;
            final class Orders implements Cloneable {
                private static final AtomicReferenceFieldUpdater<Orders, Iterator> OPEN =
                        AtomicReferenceFieldUpdater.newUpdater(Orders.class, Iterator.class, "open");
                private volatile Iterator<String> open;
                private final List<Row> rows = new ArrayList<>();
                private final AtomicReference<Iterator<String>> next = new AtomicReference<>();
                private static Object last;
                private int[] counts = {1, 2};
                record Row(String name, int count) {}
                enum State { NEW, DONE }
                @interface Note { String value() default ""; int[] at() default {}; }
                Orders(Iterator<String> open) {
                    this.open = open;
                }
                Iterator<String> read(List<String> names) {
                    Iterator<String> it = names.iterator();
                    open = it;
                    it.forEachRemaining(row -> System.out.println(row));
                    rows.addAll(names.stream().map(name -> new Row(name, name.length())).collect(Collectors.toList()));
                    last = it;
                    return open;
                }
                Iterator<String> take() {
                    Iterator<String> taken = open;
                    open = null;
                    return taken;
                }
                synchronized Iterator<String> takeOnce() {
                    Iterator<String> taken = OPEN.getAndSet(this, null);
                    if (taken == null || !taken.hasNext() && rows.isEmpty()) {
                        throw new IllegalStateException("taken");
                    }
                    return taken;
                }
                @Note(value = "loop", at = {1, 2})
                int count(State state, Object other) {
                    int count = 0;
                    for (int i = 0; i < counts.length; i++) {
                        count += other instanceof Row row ? row.count() : counts[i]--;
                    }
                    while (open.hasNext()) {
                        count = count > 3 ? count : -count;
                        next.compareAndSet(null, open);
                        add(open);
                    }
                    return switch (state) {
                        case NEW -> count;
                        case DONE -> count * 2;
                    };
                }
                private void add(Iterator<String> it) {
                    class Local { Object kept = it; }
                    Runnable later = new Runnable() {
                        @Override public void run() { System.out.println(new Local().kept + "" + it); }
                    };
                    later.run();
                    drain(it);
                    drain(it);
                }
                private static void drain(Iterator<String> it) {
                    try {
                        it.next();
                    } catch (RuntimeException e) {
                        throw e;
                    } finally {
                        last = null;
                    }
                }
                <T extends Comparable<T>> T most(List<? extends T> all, Supplier<String[]> names) {
                    T most = null;
                    for (T one : all) {
                        most = most == null || one.compareTo(most) > 0 ? one : most;
                    }
                    return most;
                }
                Supplier<Iterator<String>> later(Stream<String> names) {
                    Iterator<String> it = names.iterator();
                    try {
                        return () -> it.hasNext() ? it : null;
                    } finally {
                        open = null;
                    }
                }
                public Orders clone() throws CloneNotSupportedException {
                    return (Orders) super.clone();
                }
            }
            """;

    private static final String OTHERS = """
            package a;
            import java.util.Map;
            import java.util.TreeMap;
            final class Others {
                private final Map<String, Orders> all = new TreeMap<>();
                private Orders kept;
                Others(Orders kept) {
                    this.kept = kept;
                }
                Orders of(String name) {
                    return all.computeIfAbsent(name, key -> new Orders(null));
                }
                Orders take() {
                    Orders taken = kept;
                    kept = null;
                    return taken;
                }
                Object other(Orders orders) {
                    Object copy = orders;
                    float share = 0.5f;
                    long many = 1L << 40;
                    do {
                        share *= 2;
                    } while (share < many);
                    all.put("copy", (Orders) copy);
                    all.values().forEach(one -> one.read(java.util.List.of()));
                    orders.take();
                    return ++many > 3 ? orders.take() : orders;
                }
            }
            """;

    private static final String UNKNOWN = """
            package a;
            import missing.Marked;
            import missing.Source;
            class Unknown {
                private Source<String> source;
                @Marked int size() {
                    return source.size();
                }
            }
            """;

    private static final String RULES = """
            version: 1
            extends: [classpath:moveguard/presets/use-once.yaml]
            scan:
              sources: [src]
            rules:
              - {id: keeps-no-iterator, kind: never-stores, holders: [a.., org.commonmark..], types: [java.util.Iterator]}
              - {id: owns-its-iterator, kind: sole-owner, owner: a.Orders, field: open}
              - {id: owns-its-orders, kind: sole-owner, owner: a.Others, field: kept}
              - {id: no-second-orders, kind: no-alias-api, type: a.Orders}
              - {id: no-copied-orders, kind: no-clone, type: a.Orders}
              - {id: iterators-move, kind: move-only, types: [java.util.Iterator, a.Orders]}
              - {id: no-output, kind: forbid-dependency, from: a.., to: java.lang.System}
              - {id: no-circles, kind: no-cycles, slices: (**)}
            """;

    private final Path folder;

    private Rehearsal(Path folder) {
        this.folder = folder;
    }

    /**
     * Rehearses.
     *
     * @param arguments the folder to work in, which is empty, and is left to who made it
     */
    public static void main(String[] arguments)
            throws IOException, URISyntaxException, InterruptedException, ClassNotFoundException {
        new Rehearsal(Path.of(arguments[0]).toAbsolutePath()).run();
    }

    private void run() throws IOException, URISyntaxException, InterruptedException, ClassNotFoundException {
        Path sources = Files.createDirectory(folder.resolve("src"));
        Files.writeString(sources.resolve("Orders.java"), ORDERS);
        Files.writeString(sources.resolve("Others.java"), OTHERS);
        Files.writeString(sources.resolve("Unknown.java"), UNKNOWN);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        guard("check", "--no-cache");
        guard("check", classes());
        if (git("init", "-q", "--template=", ".") && git("add", ".") && commits()) {
            guard("check", "--staged");
            Files.writeString(
                    sources.resolve("Others.java"), OTHERS.replace("(String name)", "(String name, int count)"));
            Files.writeString(sources.resolve("Orders.java"), ORDERS + "// changed\n");
            git("add", ".");
            guard("check", "--staged");
            guard("check", "--staged");
        }
    }

    private boolean commits() throws InterruptedException {
        return git("-c", "user.name=rehearsal", "-c", "user.email=rehearsal@localhost", "commit", "-q", "-m", "first");
    }

    /** Some two hundred classes to read: those of a library, since those of the program would take ten times as long. */
    private static String classes() throws URISyntaxException, ClassNotFoundException {
        return Path.of(Class.forName("org.commonmark.parser.Parser")
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    /** What is found is of no interest, but a run that breaks off has loaded too little. */
    private void guard(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(folder, Console.ofProcess().today(), false);
        int code = Guard.run(nowhere, nowhere, console, arguments);
        if (code == ExitCode.USAGE || code == ExitCode.INTERNAL) {
            throw new IllegalStateException("exit code %s of %s".formatted(code, List.of(arguments)));
        }
    }

    /** Where there is no Git, nobody asks what is staged. */
    private boolean git(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0;
        } catch (IOException e) {
            return false; // none is installed
        }
    }
}
