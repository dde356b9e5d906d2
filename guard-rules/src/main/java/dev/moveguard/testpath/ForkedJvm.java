package dev.moveguard.testpath;

import dev.moveguard.testpath.probe.Answers;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks a question of classes of the project in a Java machine of their own, so that whatever they do ends with it.
 *
 * @param how as Surefire would start it
 * @param limit after this the machine is killed
 */
record ForkedJvm(ForkOptions how, Duration limit) {
    private static final String MAIN = "dev.moveguard.testpath.probe.Probe";
    private static final int MOST_OUTPUT = 20_000;

    /** What came of it. */
    sealed interface Outcome {
        /** It came to its end. */
        record Answered(List<List<String>> answers) implements Outcome {
            public Answered {
                answers = List.copyOf(answers);
            }
        }

        /**
         * It did not.
         *
         * @param reason continues a sentence that starts with the question
         * @param answers what had been answered until then
         */
        record Broken(String reason, List<List<String>> answers) implements Outcome {
            public Broken {
                answers = List.copyOf(answers);
            }
        }

        /** What was answered, up to the end or not. */
        List<List<String>> answers();
    }

    Outcome ask(List<Path> classPath, List<List<String>> question) {
        try {
            Path scratch = Files.createTempDirectory("moveguard");
            try {
                return ask(scratch, classPath, question);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            return new Outcome.Broken("cannot be started: " + e.getMessage(), List.of());
        }
    }

    private Outcome ask(Path scratch, List<Path> classPath, List<List<String>> question) throws IOException {
        Path asked = Files.write(
                scratch.resolve("question"),
                question.stream()
                        .map(line -> line.stream().map(Answers::escaped).collect(Collectors.joining("\t")))
                        .toList());
        Path answers = scratch.resolve("answers");
        ProbeProgram.copyTo(scratch.resolve("program"));
        List<Path> path = new ArrayList<>(List.of(scratch.resolve("program")));
        path.addAll(classPath);
        Path options = Files.write(scratch.resolve("options"), options(path, asked, answers));
        ProcessBuilder builder = new ProcessBuilder(how.java().toString(), "@" + options)
                .directory(how.folder().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(how.hidden());
        builder.environment().putAll(how.environment());
        return outcome(builder.start(), answers);
    }

    /** A file of options: a class path may be longer than a command line. */
    private List<String> options(List<Path> classPath, Path asked, Path answers) {
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return Stream.of(
                        Stream.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"),
                        how.properties().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(set -> "-D%s=%s".formatted(set.getKey(), set.getValue())),
                        how.options().stream(),
                        Stream.of("-cp", path, MAIN, asked.toString(), answers.toString()))
                .flatMap(some -> some)
                .map(option -> '"'
                        + option.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                        + '"')
                .toList();
    }

    private Outcome outcome(Process process, Path answers) throws IOException {
        process.getOutputStream().close(); // nobody answers a test that asks
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Thread reader = new Thread(() -> read(process.getInputStream(), output), "output of a forked Java");
        reader.setDaemon(true);
        reader.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.Broken("did not end within %s seconds".formatted(limit.toSeconds()), read(answers));
            }
            reader.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Broken("was interrupted", List.of());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        List<List<String>> lines = read(answers);
        boolean isDone = !lines.isEmpty() && lines.get(lines.size() - 1).equals(List.of("done"));
        return isDone
                ? new Outcome.Answered(lines)
                : broken(process.exitValue(), output.toString(StandardCharsets.UTF_8), lines);
    }

    /** Reads the lines that are whole: the last one of a machine that was killed may not be. */
    private static List<List<String>> read(Path answers) throws IOException {
        if (!Files.isRegularFile(answers)) {
            return List.of();
        }
        String text = new String(Files.readAllBytes(answers), StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Answers::fields)
                .toList();
    }

    private static Outcome broken(int code, String output, List<List<String>> lines) {
        String first = output.lines()
                .map(String::strip)
                .filter(line -> line.contains("Error") || line.contains("Exception"))
                .findFirst()
                .map(line -> ": " + line)
                .orElse("");
        return new Outcome.Broken("ended early with code %s%s".formatted(code, first), lines);
    }

    /** Keeps the start and reads on, so that the process never waits for us. */
    private static void read(InputStream in, ByteArrayOutputStream output) {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (output.size() < MOST_OUTPUT) {
                    output.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            output.write('\n'); // the process was killed: what it said so far is all there is
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
