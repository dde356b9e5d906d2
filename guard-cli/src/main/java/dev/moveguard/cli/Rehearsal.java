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
            import java.util.function.Supplier;
            import java.util.stream.Collectors;
            import java.util.stream.Stream;
            final class Orders implements Cloneable {
                private Iterator<String> open;
                private final List<Row> rows = new ArrayList<>();
                private static Object last;
                record Row(String name, int count) {}
                Iterator<String> read(List<String> names) {
                    Iterator<String> it = names.iterator();
                    open = it;
                    it.forEachRemaining(row -> System.out.println(row));
                    rows.addAll(names.stream().map(name -> new Row(name, name.length())).collect(Collectors.toList()));
                    last = it;
                    return open;
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
            class Others {
                private final Map<String, Orders> all = new TreeMap<>();
                Orders of(String name) {
                    return all.computeIfAbsent(name, key -> new Orders());
                }
            }
            """;

    private static final String RULES = """
            version: 1
            extends: [classpath:moveguard/presets/use-once.yaml]
            scan:
              sources: [src]
            rules:
              - {id: keeps-no-iterator, kind: never-stores, holders: [a..], types: [java.util.Iterator]}
              - {id: owns-its-iterator, kind: sole-owner, owner: a.Orders, field: open}
              - {id: no-second-orders, kind: no-alias-api, type: a.Orders}
              - {id: no-copied-orders, kind: no-clone, type: a.Orders}
              - {id: iterators-move, kind: move-only, types: [java.util.Iterator]}
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
    public static void main(String[] arguments) throws IOException, URISyntaxException, InterruptedException {
        new Rehearsal(Path.of(arguments[0]).toAbsolutePath()).run();
    }

    private void run() throws IOException, URISyntaxException, InterruptedException {
        Path sources = Files.createDirectory(folder.resolve("src"));
        Files.writeString(sources.resolve("Orders.java"), ORDERS);
        Files.writeString(sources.resolve("Others.java"), OTHERS);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        guard("check", "--no-cache");
        guard("check", own());
        if (git("init", "-q", "--template=", ".") && git("add", ".") && commits()) {
            guard("check", "--staged");
            Files.writeString(sources.resolve("Others.java"), OTHERS.replace("name, key", "key = name, other"));
            Files.writeString(sources.resolve("Orders.java"), ORDERS + "// changed\n");
            git("add", ".");
            guard("check", "--staged");
            guard("check", "--staged");
        }
    }

    private boolean commits() throws InterruptedException {
        return git("-c", "user.name=rehearsal", "-c", "user.email=rehearsal@localhost", "commit", "-q", "-m", "first");
    }

    /** Classes to read: those of this program. */
    private static String own() throws URISyntaxException {
        return Path.of(Rehearsal.class
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
