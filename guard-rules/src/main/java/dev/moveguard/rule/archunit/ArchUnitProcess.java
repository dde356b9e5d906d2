package dev.moveguard.rule.archunit;

import dev.moveguard.code.UnreadableException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs rules in a Java process of their own: they are code of somebody else, which may end the machine, hang, or bring an ArchUnit
 * of its own.
 */
final class ArchUnitProcess {
    private static final int MOST_ERROR_BYTES = 64 << 10;

    private final List<Path> classPath;
    private final Path folder;
    private final int seconds;

    /**
     * @param classPath where the rules and what they need are
     * @param folder where relative paths of the rules start
     * @param seconds how long they may take
     */
    ArchUnitProcess(List<Path> classPath, Path folder, int seconds) {
        this.classPath = List.copyOf(classPath);
        this.folder = folder;
        this.seconds = seconds;
    }

    /** @throws UnreadableException when no answer came: the message says what became of the process */
    Answer ask(Question question) {
        try {
            Process process = start();
            Reader answer = Reader.of(process.getInputStream(), Integer.MAX_VALUE);
            Reader errors = Reader.of(process.getErrorStream(), MOST_ERROR_BYTES);
            send(question, process);
            boolean isDone = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!isDone) {
                process.destroyForcibly().waitFor();
                throw new UnreadableException("does not end within %s seconds".formatted(seconds));
            }
            return answer(process.exitValue(), answer.bytes(), errors.bytes());
        } catch (IOException e) {
            throw new UnreadableException("cannot be judged: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableException("was interrupted", e);
        }
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss4m", ArchUnitMain.class.getName());
        builder.directory(folder.toFile());
        // The class path of a large build is longer than a command line may be.
        builder.environment().put("CLASSPATH", fullClassPath());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private String fullClassPath() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(place(ArchUnitMain.class)),
                        java.util.stream.Stream.concat(
                                classPath.stream(), // an ArchUnit on it comes before ours
                                java.util.stream.Stream.of(
                                        place(com.tngtech.archunit.lang.ArchRule.class),
                                        place(org.slf4j.Logger.class))))
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + type, e);
        }
    }

    /** A process that is gone already has closed its input; its exit tells more than that. */
    private static void send(Question question, Process process) {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()))) {
            question.write(out);
        } catch (IOException e) {
            process.destroy();
        }
    }

    private static Answer answer(int code, byte[] bytes, byte[] errors) throws IOException {
        if (bytes.length == 0) {
            throw new UnreadableException("ends the Java machine (exit code %s)%s".formatted(code, lastLine(errors)));
        }
        return Answer.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static String lastLine(byte[] errors) {
        return new String(errors, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("SLF4J"))
                .reduce((first, second) -> second)
                .map(line -> ": " + line.strip())
                .orElse("");
    }

    /** Empties a stream of the process, so that it never waits for us; keeps the first bytes. */
    private static final class Reader extends Thread {
        private final InputStream in;
        private final int most;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        private Reader(InputStream in, int most) {
            super("read the answer");
            this.in = in;
            this.most = most;
            setDaemon(true);
        }

        static Reader of(InputStream in, int most) {
            Reader reader = new Reader(in, most);
            reader.start();
            return reader;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    kept.write(buffer, 0, Math.min(read, most - kept.size()));
                }
            } catch (IOException e) {
                kept.write('\n'); // the process was ended: what came before counts
            }
        }

        byte[] bytes() throws InterruptedException {
            join();
            return kept.toByteArray();
        }
    }
}
