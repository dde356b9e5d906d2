package dev.moveguard.revision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs git so that it only reads: a checkout may come from anywhere, and its configuration may name programs. Hooks, the file
 * system monitor, pagers, external diffs, text conversion and fetching on demand are off, and nothing is locked.
 *
 * @param folder where it runs
 * @param index the index to read in the place of the repository's own; null: its own
 * @param options more that is put before the command
 */
record Git(Path folder, @Nullable Path index, List<String> options) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String LATE = "did not end within %s seconds".formatted(LIMIT.toSeconds());
    private static final int MOST_COMPLAINTS = 10_000;
    private static final List<String> SAFE = List.of(
            "git",
            "--no-pager",
            "--no-optional-locks",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "core.quotePath=false",
            "-c",
            "core.pager=cat",
            "-c",
            "log.showSignature=false",
            "-c",
            "protocol.allow=never",
            "-c",
            "submodule.recurse=false");
    /** What a hook of another repository may have set: the repository is the one around the folder. */
    private static final List<String> LEFT_OUT = List.of(
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_COMMON_DIR",
            "GIT_INDEX_FILE",
            "GIT_PREFIX",
            "GIT_IMPLICIT_WORK_TREE",
            "GIT_EXTERNAL_DIFF",
            "GIT_DIFF_OPTS");

    private static final Map<String, String> SET = Map.of(
            "LC_ALL", "C",
            "GIT_OPTIONAL_LOCKS", "0",
            "GIT_NO_LAZY_FETCH", "1",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_LITERAL_PATHSPECS", "1");

    Git {
        options = List.copyOf(options);
    }

    Git(Path folder) {
        this(folder, null, List.of());
    }

    /** What a call came to; {@code error} is its first complaint, empty when it had none. */
    @SuppressWarnings("ArrayRecordComponent") // made once a call, compared by nobody
    record Answer(int code, byte[] bytes, String error) {
        boolean isGood() {
            return code == 0;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String line() {
            return text().lines().findFirst().orElse("");
        }

        /** Returns the fields of an answer to a command with {@code -z}. */
        List<String> fields() {
            List<String> fields = new ArrayList<>();
            String text = text();
            int from = 0;
            for (int end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', from)) {
                fields.add(text.substring(from, end));
                from = end + 1;
            }
            return fields;
        }
    }

    /** Takes what git prints as it comes. */
    interface Reader<T> {
        T read(InputStream out) throws IOException;
    }

    /** Runs a command that has to succeed. */
    Answer run(String... arguments) {
        Answer answer = ask(arguments);
        if (!answer.isGood()) {
            throw failed(arguments, answer.error);
        }
        return answer;
    }

    /** Runs a command whose exit code is an answer too. */
    Answer ask(String... arguments) {
        return call(new byte[0], InputStream::readAllBytes, arguments);
    }

    /** Runs a command that reads from its standard input while it answers, and has to succeed. */
    <T> T feed(byte[] input, Reader<T> reader, String... arguments) {
        List<T> read = new ArrayList<>(1);
        Answer answer = call(
                input,
                out -> {
                    read.add(reader.read(out));
                    return out.readAllBytes();
                },
                arguments);
        if (!answer.isGood() || read.isEmpty()) {
            throw failed(arguments, answer.error);
        }
        return read.get(0);
    }

    private static GitException failed(String[] arguments, String error) {
        return new GitException("git %s: %s".formatted(arguments[0], error.isEmpty() ? "failed" : error));
    }

    private Answer call(byte[] input, Reader<byte[]> reader, String... arguments) {
        Process process = start(arguments);
        AtomicBoolean isLate = new AtomicBoolean();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        daemon("time limit of git", () -> isLate.set(endsLate(process)));
        Thread errors = daemon("complaints of git", () -> copy(process.getErrorStream(), complaints));
        daemon("input of git", () -> feed(process.getOutputStream(), input));
        try (InputStream out = process.getInputStream()) {
            byte[] bytes = reader.read(out);
            int code = process.waitFor();
            errors.join();
            return new Answer(code, bytes, isLate.get() ? LATE : firstLine(complaints));
        } catch (IOException e) {
            return new Answer(-1, new byte[0], isLate.get() ? LATE : "broke off: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(-1, new byte[0], "was interrupted");
        } finally {
            end(process);
        }
    }

    private Process start(String... arguments) {
        List<String> command = new ArrayList<>(SAFE);
        command.addAll(options);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        LEFT_OUT.forEach(environment::remove);
        environment.putAll(SET);
        if (index != null) {
            environment.put("GIT_INDEX_FILE", index.toString());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new GitException("git cannot be started; is it installed and on the PATH?");
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits for the end of a process, and brings it about when it takes too long; says whether it did. */
    private static boolean endsLate(Process process) {
        try {
            boolean isLate = !process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (isLate) {
                end(process);
            }
            return isLate;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void feed(OutputStream in, byte[] input) {
        try (in) {
            in.write(input);
        } catch (IOException e) {
            return; // git ended before it had read all: its exit code tells why
        }
    }

    /** Keeps the start and reads on, so that git never waits for us. */
    private static void copy(InputStream from, ByteArrayOutputStream to) {
        byte[] buffer = new byte[1024];
        try (from) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (to.size() < MOST_COMPLAINTS) {
                    to.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            to.write('\n'); // the process was ended: what it said so far is all there is
        }
    }

    private static String firstLine(ByteArrayOutputStream complaints) {
        return complaints
                .toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.replaceFirst("^(fatal|error|warning): ", ""))
                .findFirst()
                .orElse("");
    }
}
