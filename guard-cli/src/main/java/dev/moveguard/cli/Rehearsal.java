package dev.moveguard.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs what people run, on a project of its own in a new folder: what the Java machine loads for that, the launcher keeps for later
 * runs.
 */
final class Rehearsal {
    private static final String SOURCE = """
            package a;
            import java.util.Iterator;
            import java.util.List;
            class Orders {
                private Iterator<String> open;
                void read(List<String> rows) {
                    Iterator<String> it = rows.iterator();
                    open = it;
                    it.forEachRemaining(row -> System.out.println(row));
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
        Files.writeString(Files.createDirectories(folder.resolve("src")).resolve("Orders.java"), SOURCE);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        guard("check", "--no-cache");
        guard("check", "--no-cache", own());
        if (git("init", "-q", "--template=", ".") && git("add", ".")) {
            guard("check", "--staged");
        }
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
        Console console = new Console(folder, () -> LocalDate.now(ZoneOffset.UTC), false);
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
