package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Breaks the ownership law of the effect VM in copies of its sources, each time in one way, and demands that the rule of this
 * repository that guards it reports the very line.
 */
class OwnershipMutantsTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path VM = REPOSITORY.resolve("vm-core/src/main/java");
    private static final String END_OF_TYPE = "\n}\n";
    private static final String CONTINUATION = "dev/moveguard/vm/Continuation.java";
    private static final String FIELD = "private @Nullable DetachedFiberChain chain;";
    private static final String TAKE =
            "DetachedFiberChain moved = chain;\n        chain = null;\n        return moved;";

    /**
     * A way to break the law.
     *
     * @param file what is changed, below the sources
     * @param changes texts, each of which occurs in the file, and what stands there instead
     * @param rule the rule that has to see it
     * @param line a text on the line it has to report
     */
    record Mutant(String name, String file, Map<String, String> changes, String rule, String line) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Adds a member at the end of the type's body. */
    private static Mutant added(String name, String type, String member, String rule, String line) {
        return new Mutant(
                name,
                "dev/moveguard/vm/" + type + ".java",
                Map.of(END_OF_TYPE, "\n" + member + END_OF_TYPE),
                rule,
                line);
    }

    private static Mutant changed(String name, String from, String to, String rule, String line) {
        return new Mutant(name, CONTINUATION, Map.of(from, to), rule, line);
    }

    /** Changes a body so that a continuation or chain is used twice, or never. */
    private static Mutant in(String name, String type, String from, String to, String line) {
        return new Mutant(name, "dev/moveguard/vm/" + type + ".java", Map.of(from, to), "continuation-moves", line);
    }

    static final List<Mutant> MUTANTS = List.of(
            // 1: the chain is a plain field
            new Mutant(
                    "the chain in a shared cell",
                    CONTINUATION,
                    Map.of(
                            FIELD,
                            "private final java.util.concurrent.atomic.AtomicReference<DetachedFiberChain> chain = "
                                    + "new java.util.concurrent.atomic.AtomicReference<>();",
                            "this.chain = chain;",
                            "this.chain.set(chain);",
                            TAKE,
                            "return chain.getAndSet(null);",
                            "return chain != null;",
                            "return chain.get() != null;",
                            "requireNonNull(chain",
                            "requireNonNull(chain.get()"),
                    "chain-solely-owned",
                    "AtomicReference<DetachedFiberChain> chain"),
            changed(
                    "a volatile chain",
                    FIELD,
                    FIELD.replace("private", "private volatile"),
                    "chain-solely-owned",
                    " chain;"),
            changed(
                    "a chain the package can reach",
                    FIELD,
                    FIELD.replace("private ", ""),
                    "chain-solely-owned",
                    " chain;"),
            changed(
                    "a lock around take",
                    TAKE,
                    "synchronized (this) {\n        " + TAKE + "\n        }",
                    "chain-solely-owned",
                    "synchronized (this)"),
            added(
                    "a second holder of chains",
                    "Session",
                    "    static final java.util.Map<String, DetachedFiberChain> CHAINS = new java.util.HashMap<>();",
                    "chain-solely-owned",
                    " CHAINS "),
            // 2: no shared-handle API
            added(
                    "a shared handle",
                    "Continuation",
                    "    Continuation shareHandle() {\n        return new Continuation(Objects.requireNonNull(chain));\n    }",
                    "continuation-no-alias",
                    "shareHandle()"),
            added(
                    "a twin under another name",
                    "Continuation",
                    "    Continuation again() {\n        return this;\n    }",
                    "continuation-no-alias",
                    "again()"),
            added(
                    "a getter of the chain",
                    "Continuation",
                    "    @Nullable DetachedFiberChain chain() {\n        return chain;\n    }",
                    "continuation-no-alias",
                    "chain()"),
            // 3: one-shot by take
            changed("a take that does not clear", TAKE, "return chain;", "continuation-taken-once", "return chain;"),
            changed("a take that clears on one path", TAKE, """
                    DetachedFiberChain moved = chain;
                            if (moved != null && moved.session() != null) { chain = null; }
                            return moved; // mutated""", "continuation-taken-once", "// mutated"),
            added(
                    "a second way out",
                    "Continuation",
                    "    @Nullable DetachedFiberChain peek() {\n        return chain; // mutated\n    }",
                    "continuation-taken-once",
                    "// mutated"),
            // 4: the VM stores no continuation
            added(
                    "a pending backup in the VM",
                    "Vm",
                    "    private @Nullable Continuation pendingHandlerChainBackup;",
                    "vm-stores-no-continuation",
                    "pendingHandlerChainBackup"),
            added(
                    "a backup behind Object",
                    "Session",
                    "    private @Nullable Object backup;\n\n"
                            + "    void keep(Continuation continuation) {\n        backup = continuation; // mutated\n    }",
                    "vm-stores-no-continuation",
                    "// mutated"),
            added(
                    "a backup of what a K holds",
                    "FiberStack",
                    "    private @Nullable Held lastHeld;",
                    "vm-stores-no-continuation",
                    "lastHeld"),
            added(
                    "a reason that keeps the continuation",
                    "Vacancy",
                    "    static final java.util.List<Continuation> USED = new java.util.ArrayList<>();",
                    "continuation-solely-owned",
                    " USED "),
            added(
                    "what a K holds in a second place",
                    "Resumption",
                    "    private @Nullable Held last;",
                    "continuation-solely-owned",
                    " last;"),
            added(
                    "a K that lends what it holds",
                    "K",
                    "    @Nullable Held peek() {\n        return held; // mutated\n    }",
                    "k-taken-once",
                    "// mutated"),
            added(
                    "a registry of continuations",
                    "FiberArena",
                    "    private final java.util.List<java.util.Optional<Continuation>> registry = new java.util.ArrayList<>();",
                    "vm-stores-no-continuation",
                    " registry "),
            // 5: frames store none
            new Mutant(
                    "a backup in the program frame",
                    "dev/moveguard/vm/Frame.java",
                    Map.of(
                            "private final IRStream stream;",
                            "private final IRStream stream;\n        private @Nullable Continuation chainBackup;"),
                    "frame-stores-no-continuation",
                    "chainBackup"),
            new Mutant(
                    "a frame kind for backups",
                    "dev/moveguard/vm/Frame.java",
                    Map.of("permits IRStream,", "permits Frame.Backup, IRStream,", "    /** Waits for a stream,", """
                                static final class Backup extends Frame {
                                    private final DetachedFiberChain[] chains = {};

                                    @Override
                                    @Nullable
                                    K dispatchHandle() {
                                        return null;
                                    }

                                    @Override
                                    @Nullable
                                    IRStream stream() {
                                        return null;
                                    }
                                }

                                /** Waits for a stream,"""),
                    "frame-stores-no-continuation",
                    " chains "),
            added(
                    "a K that forks",
                    "K",
                    "    K forked() {\n        return new K(session().inPlace());\n    }\n\n    K forkFor() {\n        return forked();\n    }",
                    "k-no-clone",
                    "forkFor()"),
            added(
                    "a fiber that is copied",
                    "Fiber",
                    "    Fiber copyOfThis() {\n        return new Fiber(boundary, parent, session);\n    }",
                    "fiber-no-clone",
                    "copyOfThis()"),
            added(
                    "a frame with a twin",
                    "Frame",
                    "    static Frame duplicate(HandlerBody of) {\n        return new HandlerBody(of.stream, of.dispatchHandle);\n    }",
                    "frame-no-clone",
                    "duplicate(HandlerBody"),
            // one thread: no lock, no atomic cell
            added(
                    "an atomic flag on a K",
                    "K",
                    "    private final java.util.concurrent.atomic.AtomicBoolean isUsed ="
                            + " new java.util.concurrent.atomic.AtomicBoolean();",
                    "vm-shares-nothing-between-threads",
                    " isUsed "),
            added(
                    "a lock in a fiber",
                    "Fiber",
                    "    private final Object guard = new java.util.concurrent.locks.ReentrantLock(); // mutated",
                    "vm-shares-nothing-between-threads",
                    "// mutated"),
            added(
                    "a table of runs by thread",
                    "Session",
                    "    static final ThreadLocal<java.util.Map<String, Session>> CURRENT = new ThreadLocal<>();",
                    "vm-shares-nothing-between-threads",
                    " CURRENT "),
            // 6: no clones
            new Mutant(
                    "a continuation that clones",
                    CONTINUATION,
                    Map.of("final class Continuation implements Held {", """
                            final class Continuation implements Held, Cloneable {
                                @Override
                                public Continuation clone() {
                                    try {
                                        return (Continuation) super.clone();
                                    } catch (CloneNotSupportedException e) {
                                        throw new VmInternalError("cannot be");
                                    }
                                }
                            """),
                    "continuation-no-clone",
                    "public Continuation clone()"),
            added(
                    "a copy constructor",
                    "Continuation",
                    "    Continuation(Continuation other) {\n        this.chain = other.take();\n    }",
                    "continuation-no-clone",
                    "Continuation(Continuation other)"),
            // 3: a continuation is used once, and not dropped
            in(
                    "a continuation put back and handed to the next handler",
                    "Dispatch",
                    "            stack.attach(passed);\n            return faults",
                    "            stack.attach(passed);\n            counters.ksCreated += passed.isLive() ? 1 : 0; // mutated\n            return faults",
                    "// mutated"),
            in(
                    "a continuation put back twice",
                    "Expansion",
                    "            stack.attach(interrupted);",
                    "            stack.attach(interrupted);\n            stack.attach(interrupted); // mutated",
                    "// mutated"),
            in(
                    "a continuation put back in a loop",
                    "Expansion",
                    "        if (interrupted != null) {\n            stack.attach(interrupted);",
                    "        while (interrupted != null) {\n            stack.attach(interrupted); // mutated",
                    "// mutated"),
            in(
                    "a chain looked at after it was attached",
                    "FiberStack",
                    "        chain.tell(promptCache); // the search need not be made again: the way to the prompt is as it was\n"
                            + "        current = arena.attach(chain, current());",
                    "        current = arena.attach(chain, current());\n        chain.tell(promptCache); // mutated",
                    "// mutated"),
            in(
                    "a chain that is not ended",
                    "Resumption",
                    "        stack.abandon(chain);\n",
                    "",
                    "take(abandon.k(), Operation.ABANDON, Position.DIRECT).take();"),
            in(
                    "a continuation that is dropped for an unhandled effect",
                    "Dispatch",
                    "            stack.attach(passed);\n            return faults",
                    "            return faults",
                    "Continuation passed ="),
            // the handle stays in frames
            added(
                    "a handle in a VM-wide slot",
                    "Machine",
                    "    private @Nullable K pendingHandlerKHandle;",
                    "vm-keeps-no-handle",
                    "pendingHandlerKHandle"));

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @FieldSource("MUTANTS")
    void isReportedAtItsLine(Mutant mutant) throws IOException {
        copySources();
        Path file = folder.resolve("src").resolve(mutant.file);
        String text = Files.readString(file);
        for (Map.Entry<String, String> change : mutant.changes.entrySet()) {
            assertThat(text).as("what the mutant changes").contains(change.getKey());
            text = replaced(text, change.getKey(), change.getValue());
        }
        Files.writeString(file, text);
        GuardRun run = check("--rule", mutant.rule);
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).contains("error[" + mutant.rule + "]");
        assertThat(run.out()).contains(file + ":" + lineOf(text, mutant.line) + ":");
    }

    @Test
    void isNotReportedWhereNothingWasBroken() {
        copySources();
        String[] guards = MUTANTS.stream()
                .map(Mutant::rule)
                .distinct()
                .flatMap(rule -> Stream.of("--rule", rule))
                .toArray(String[]::new);
        GuardRun run = check(guards);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).startsWith("clean: 14 rules, ");
    }

    private GuardRun check(String... rules) {
        GuardRun.compile(folder.resolve("src"), folder.resolve("classes"));
        Stream<String> arguments = Stream.concat(
                Stream.of("check", "--config", REPOSITORY.resolve("rules.yaml").toString(), "classes", "src"),
                Stream.of(rules));
        return GuardRun.in(folder, arguments.toArray(String[]::new));
    }

    private void copySources() {
        try (Stream<Path> files = Files.walk(VM)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("src").resolve(VM.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replaced(String text, String from, String to) {
        return from.equals(END_OF_TYPE) ? text.substring(0, text.lastIndexOf(from)) + to : text.replace(from, to);
    }

    private static int lineOf(String text, String marker) {
        int at = text.indexOf(marker);
        assertThat(at).as("the line to report").isNotNegative();
        return (int) text.substring(0, at).lines().count() + (text.charAt(at - 1) == '\n' ? 1 : 0);
    }
}
