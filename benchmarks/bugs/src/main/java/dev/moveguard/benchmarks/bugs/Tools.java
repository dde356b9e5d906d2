package dev.moveguard.benchmarks.bugs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tools of the table, each with all its checks on, at their most talkative; of PMD's rules those about style are left out. */
final class Tools {
    /** A line of javac's: {@code File.java:12: warning: [Check] ...}. */
    private static final String JAVAC =
            "(?m)^(?<file>[^\\s:]+\\.java):(?<line>\\d+): (?:warning|error): [\\[(](?<check>[\\w.-]+)[\\])]";

    private static final List<String> OPEN =
            List.of("api", "code", "comp", "file", "main", "model", "parser", "processing", "tree", "util");

    private final Path home;
    private final String guard;
    private final String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Tools(Path home, String guard) {
        this.home = home;
        this.guard = guard;
    }

    List<Tool> all() throws IOException {
        Path plain = Files.createDirectories(home.resolve("target/cases"));
        copy(plain, "", "");
        Path annotated = Files.createDirectories(home.resolve("target/annotated"));
        copy(annotated, "/\\*@([\\w.]+(?:\\(\"\\w*\"\\))?)\\*/", "@$1");
        return List.of(
                errorProne(plain),
                spotBugs(plain),
                pmd(plain),
                checker("Checker Framework", plain),
                checker("Checker Framework, annotated", annotated),
                moveguard("bytecode"),
                moveguard("source"));
    }

    private void copy(Path to, String comment, String annotation) throws IOException {
        Path cases = home.resolve("cases");
        for (Path file : sources(cases)) {
            Path copy = to.resolve(cases.relativize(file));
            Files.createDirectories(copy.getParent());
            String text = Files.readString(file);
            Files.writeString(copy, comment.isEmpty() ? text : text.replaceAll(comment, annotation));
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private Tool errorProne(Path cases) throws IOException {
        return Tool.of(
                "Error Prone",
                javac(
                        cases,
                        "-Xplugin:ErrorProne -XepAllErrorsAsWarnings -XepAllDisabledChecksAsWarnings",
                        "-XDcompilePolicy=simple",
                        "--should-stop=ifError=FLOW"),
                JAVAC);
    }

    /** Of its checkers these two can say something about values that are used once. */
    private Tool checker(String name, Path cases) throws IOException {
        return Tool.of(
                name,
                javac(
                        cases,
                        "-processor",
                        "org.checkerframework.checker.resourceleak.ResourceLeakChecker,"
                                + "org.checkerframework.common.aliasing.AliasingChecker",
                        "-Awarns",
                        "-AsuppressWarnings=type.anno.before.modifier"),
                JAVAC);
    }

    /** Compiles the cases with a plugin of the compiler, in a process of its own that opens the compiler to it. */
    private List<String> javac(Path cases, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.replaceFirst("java$", "javac")));
        OPEN.forEach(one -> command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + one + "=ALL-UNNAMED"));
        command.addAll(List.of("-g", "-Xmaxwarns", "10000", "-Xmaxerrs", "10000"));
        command.addAll(List.of(
                "-d",
                Files.createDirectories(home.resolve("target/classes-" + cases.getFileName()))
                        .toString()));
        command.addAll(List.of("-cp", libraries(), "-processorpath", libraries()));
        command.addAll(List.of(options));
        sources(cases).forEach(file -> command.add(file.toString()));
        return command;
    }

    private String libraries() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("target/lib"))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Reads what the compilation for Error Prone left, so it comes after it. */
    private Tool spotBugs(Path cases) throws IOException {
        return Tool.of(
                "SpotBugs",
                List.of(
                        java,
                        "-cp",
                        libraries(),
                        "edu.umd.cs.findbugs.FindBugs2",
                        "-low",
                        "-effort:max",
                        "-emacs",
                        "-longBugCodes",
                        "-auxclasspath",
                        libraries(),
                        home.resolve("target/classes-" + cases.getFileName()).toString()),
                "(?m)^(?<file>[^\\s:]+\\.java):(?<line>\\d+):\\d+ (?<check>\\w+)");
    }

    private Tool pmd(Path cases) throws IOException {
        String all = Stream.of("bestpractices", "errorprone", "multithreading", "performance", "security")
                .map("category/java/%s.xml"::formatted)
                .collect(Collectors.joining(","));
        return Tool.of(
                "PMD",
                List.of(
                        java,
                        "-cp",
                        libraries(),
                        "net.sourceforge.pmd.cli.PmdCli",
                        "check",
                        "--no-progress",
                        "--no-cache",
                        "--aux-classpath",
                        libraries(),
                        "-R",
                        all,
                        "-f",
                        "text",
                        "-d",
                        cases.toString()),
                "(?m)^(?<file>[^\\s:]+\\.java):(?<line>\\d+):\\s+(?<check>\\w+):");
    }

    private Tool moveguard(String lens) {
        return Tool.of(
                "Moveguard, " + lens,
                List.of(
                        guard,
                        "check",
                        "--config",
                        home.resolve("rules.yaml").toString(),
                        "--lens",
                        lens,
                        "--no-cache",
                        "--format",
                        "agent"),
                "(?m)^(?:not assessed: )?(?<file>\\S+?\\.java)(?::(?<line>\\d+):\\d+)? (?<check>[\\w-]+)");
    }
}
