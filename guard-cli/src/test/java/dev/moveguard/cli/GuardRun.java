package dev.moveguard.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One call of the command in a folder, and what came of it. */
record GuardRun(int code, String out, String err) {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    static GuardRun in(Path folder, String... arguments) {
        return with(new Console(folder, () -> TODAY, false), arguments);
    }

    static GuardRun coloured(Path folder, String... arguments) {
        return with(new Console(folder, () -> TODAY, true), arguments);
    }

    private static GuardRun with(Console console, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Guard.run(print(out), print(err), console, arguments);
        return new GuardRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** The output with the time, which differs from run to run, left out. */
    String timeless() {
        return out.replaceAll("\\d+ ms", "N ms");
    }

    String lastLine() {
        return timeless().lines().reduce("", (first, second) -> second);
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles all sources of a folder with the JDK's compiler. */
    static void compile(Path sources, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> found = Files.walk(sources)) {
            Files.createDirectories(classes);
            List<Path> java =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options =
                    List.of("-d", classes.toString(), "-g", "-proc:none", "-Xlint:none", "-classpath", jspecify());
            boolean isCompiled = compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            if (!isCompiled) {
                throw new AssertionError("the sources do not compile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jspecify() {
        return Path.of(org.jspecify.annotations.Nullable.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }
}
