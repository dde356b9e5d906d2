package dev.moveguard.flow;

import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.rule.Rule;
import dev.moveguard.testkit.RuleVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules can say about types that were not written with owners in mind. */
class LibraryTermsTest {
    private static final String LIBRARY = """
            interface Pool {
                Handle open();
                Handle borrow();
            }
            class Door {
                native Handle handle();
                native int size();
            }
            class Handle {
                native Handle named(String name);
                native void close();
                native void keep();
                native int size();
                native boolean isClosed();
                static native void shut(Handle handle);
            }
            class Closer {
                static native void close(Handle handle);
                static native boolean check(Handle handle);
            }
            class Reply {
                native void complete(Object value);
                native boolean isOpen();
                native Reply then(Runnable task);
            }
            class SharedReply extends Reply {}
            """;

    @TempDir
    private Path folder = Path.of("");

    private void moves(String terms, String members) throws IOException {
        verify("kind: move-only\ntypes: [Handle]\n" + terms, members);
    }

    private void completes(String terms, String members) throws IOException {
        verify("kind: exactly-once\ntype: Reply\ncompletes: [[complete]]\n" + terms, members);
    }

    private void verify(String yaml, String members) throws IOException {
        RuleVerifier.of(rule(yaml)).verify(LIBRARY + "class Fixture {\n" + members + "}\n");
    }

    private Rule rule(String yaml) throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, "version: 1\nrules:\n  - id: it\n" + yaml.indent(4));
        return RuleBook.of(RulesFile.read(file, "rules.yaml")).entries().get(0).rule();
    }

    @Test
    void fromLimitsWhatMustNotBeDropped() throws IOException {
        moves("must-consume: true\nfrom: [Pool#open]\nconsumes: [close]\n", """
                void m(Pool pool) {
                    pool.open(); // error: [leaked] a Handle made here is dropped on every path
                    pool.borrow();
                }
                int given(Handle handle) {
                    return handle.size();
                }
                void closed(Pool pool) {
                    pool.open().close();
                }
                """);
    }

    @Test
    void fromMayNameParameters() throws IOException {
        moves("must-consume: true\nfrom: [Pool#open, parameter]\nconsumes: [close]\n", """
                static void m(Handle handle) { // error: [leaked] handle is dropped on every path
                    handle = null;
                }
                void closed(Handle handle) {
                    handle.close();
                }
                """);
    }

    @Test
    void fromMayNameHandledParameters() throws IOException {
        completes("from: [handled-parameter]\n", """
                void onSomePath(Reply reply, boolean is) { // error: [never-completed] reply is not completed on some path
                    if (is) {
                        reply.complete("a");
                    }
                }
                void notAtAll(Reply reply) {
                    System.out.println(reply.isOpen());
                }
                boolean tells(Reply reply) {
                    if (reply.isOpen()) {
                        reply.complete("a");
                        return true;
                    }
                    return false;
                }
                """);
    }

    @Test
    void aFluentMethodGivesItsReceiver() throws IOException {
        moves("must-consume: true\nfrom: [Pool#open]\nconsumes: [close]\nfluent: [named]\n", """
                void closed(Pool pool) {
                    Handle handle = pool.open().named("a");
                    handle.close();
                }
                void dropped(Pool pool) {
                    Handle handle = pool.open().named("a"); // error: [leaked] a Handle made here is dropped on every path
                    handle.size();
                }
                """);
    }

    @Test
    void aPartIsTheSameEachTimeAndGoesWithTheWhole() throws IOException {
        moves("consumes: [close]\nparts: ['Door#handle']\naliases: allow\n", """
                int again(Door door) {
                    door.handle().close();
                    return door.handle().size(); // error: [use-after-move] door.handle() is used after it was moved on every path
                }
                int ofEach(Door door, Door other) {
                    door.handle().close();
                    return other.handle().size();
                }
                int afresh(Door door, Door other) {
                    door.handle().close();
                    door = other;
                    return door.handle().size();
                }
                """);
    }

    /** Closing is an end, and closing again does no harm. */
    @Test
    void anEndMayComeAgain() throws IOException {
        moves("consumes: [close, 'Closer#close']\nany-time: [close, 'Closer#close']\naliases: allow\n", """
                int twice(Handle handle) {
                    int size = handle.size();
                    handle.close();
                    Closer.close(handle);
                    handle.close();
                    return size;
                }
                int late(Handle handle) {
                    Closer.close(handle);
                    return handle.size(); // error: [use-after-move] handle is used after it was moved on every path
                }
                void rounds(Handle handle, int rounds) {
                    for (int i = 0; i < rounds; i++) {
                        handle.close();
                    }
                }
                """);
    }

    @Test
    void someMethodsMayBeCalledAtAnyTime() throws IOException {
        moves("consumes: [close]\nany-time: [isClosed, 'Closer#check']\naliases: allow\n", """
                boolean m(Handle handle) {
                    handle.close();
                    return handle.isClosed() && Closer.check(handle);
                }
                int size(Handle handle) {
                    handle.close();
                    return handle.size(); // error: [use-after-move] handle is used after it was moved on every path
                }
                """);
    }

    @Test
    void aBodyThatRenewsIsNotJudged() throws IOException {
        moves("consumes: [close]\nrenews: [keep]\n", """
                int m(Handle handle) {
                    handle.keep();
                    handle.close();
                    return handle.size();
                }
                int withoutIt(Handle handle) {
                    handle.close();
                    return handle.size(); // error: [use-after-move] handle is used after it was moved on every path
                }
                """);
    }

    @Test
    void consumingMethodsOfOtherTypesUseUpWhatTheyAreGiven() throws IOException {
        moves("consumes: ['Closer#close', shut]\naliases: allow\n", """
                int m(Handle handle) {
                    Closer.close(handle);
                    return handle.size(); // error: [use-after-move] handle is used after it was moved on every path
                }
                int own(Handle handle) {
                    Handle.shut(handle);
                    return handle.size(); // error: [use-after-move] handle is used after it was moved on every path
                }
                int checked(Handle handle) {
                    Closer.check(handle);
                    return handle.size();
                }
                """);
    }

    @Test
    void anotherNameIsNoMoveWhereAliasesAreAllowed() throws IOException {
        moves("consumes: [close]\naliases: allow\n", """
                Handle kept;
                int m(Handle handle, java.util.List<Handle> all) {
                    Handle same = handle;
                    kept = handle;
                    all.add(handle);
                    return same.size() + handle.size();
                }
                int closed(Handle handle) {
                    Handle same = handle;
                    same.close();
                    return handle.size(); // error: [use-after-move] handle is used after it was moved on every path
                }
                boolean compared(Handle handle, Handle other) {
                    handle.close();
                    return handle != null && handle != other;
                }
                """);
    }

    @Test
    void aHelperThatUsesUpDoesSoWhereAliasesAreAllowed() throws IOException {
        moves("consumes: [close]\naliases: allow\n", """
                static void end(Handle handle) { handle.close(); }
                static void keep(Handle handle, java.util.List<Handle> all) { all.add(handle); }
                int m(Handle handle, java.util.List<Handle> all) {
                    keep(handle, all);
                    end(handle);
                    return handle.size(); // error: [use-after-move] handle is used after it was moved on every path
                }
                """);
    }

    @Test
    void aKnownFlagDecidesWhereAliasesAreAllowed() throws IOException {
        moves("consumes: [close]\naliases: allow\n", """
                void known(Handle handle) {
                    boolean closed = false;
                    try {
                        handle.size();
                        handle.close();
                        closed = true;
                    } finally {
                        if (!closed) {
                            handle.close();
                        }
                    }
                }
                void unknown(Handle handle, boolean closed) {
                    handle.close();
                    if (!closed) {
                        handle.close(); // error: [use-after-move] handle is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aChoiceBetweenAValueAndWhatWasMadeOfItIsOneOfThem() throws IOException {
        moves("consumes: [named, close]\naliases: allow\n", """
                void m(Handle handle, boolean isNamed) {
                    Handle chosen = isNamed ? handle.named("a") : handle;
                    chosen.close();
                }
                void notChosen(Handle handle, boolean isNamed) {
                    Handle chosen = isNamed ? handle.named("a") : handle;
                    handle.close(); // error: [use-after-move] handle is used after it was moved on some path
                }
                """);
    }

    @Test
    void whatIsNullOnceItWasUsedUpIsNotUsedAgain() throws IOException {
        moves("consumes: [close]\naliases: allow\n", """
                void m(Pool pool, boolean is) {
                    Handle handle = pool.open();
                    try {
                        if (is) {
                            handle.close();
                            handle = null;
                        }
                        pool.borrow();
                    } finally {
                        if (handle != null) {
                            handle.close();
                        }
                    }
                }
                void nullOnOnePathOnly(Pool pool, int what) {
                    Handle handle = pool.open();
                    try {
                        if (what > 0) {
                            handle.close();
                        } else {
                            handle.close();
                            handle = null;
                        }
                    } finally {
                        if (handle != null) {
                            handle.close(); // error: [use-after-move] handle is used after it was moved on every path
                        }
                    }
                }
                void kept(Pool pool, boolean is) {
                    Handle handle = pool.open();
                    if (is) {
                        handle.close();
                    }
                    handle.close(); // error: [use-after-move] handle is used after it was moved on some path
                }
                """);
    }

    @Test
    void onlyTheNamedFindingsAreReported() throws IOException {
        moves("consumes: [close]\nfinds: [move-in-loop]\n", """
                int m(Handle handle) {
                    handle.close();
                    return handle.size();
                }
                void again(Handle handle, int times) {
                    for (int i = 0; i < times; i++) {
                        handle.close(); // error: [move-in-loop] handle is moved in a loop, again in its next round
                    }
                }
                """);
    }

    @Test
    void atLeastAllowsASecondCompletionOfWhatIsAwaited() throws IOException {
        completes("at-least: true\nfrom: ['Reply#new']\n", """
                void twice(Reply reply) {
                    reply.complete("a");
                    reply.complete("b");
                }
                void awaited(boolean is) {
                    Reply reply = new Reply(); // error: [never-completed] a Reply made here is not completed on some path
                    if (is) {
                        reply.complete("a");
                    }
                    reply.isOpen();
                }
                void forgotten(boolean is) {
                    Reply reply = new Reply();
                    if (is) {
                        reply.complete("a");
                    }
                }
                """);
    }

    @Test
    void fluentMethodsOfWhatIsCompletedGiveIt() throws IOException {
        completes("from: ['Reply#new']\nfluent: [then]\n", """
                Reply returned(Runnable task) {
                    Reply reply = new Reply().then(task);
                    return reply;
                }
                void dropped(Runnable task) {
                    new Reply().then(task); // error: [never-completed] a Reply made here is never completed or handed on
                }
                """);
    }

    @Test
    void exceptedSubtypesAreNotJudged() throws IOException {
        completes("except: [SharedReply]\n", """
                void shared(SharedReply reply) {
                    reply.complete("a");
                    reply.complete("b");
                }
                void once(Reply reply) {
                    reply.complete("a");
                    reply.complete("b"); // error: [completed-twice] reply is completed after it was completed on every path
                }
                """);
    }

    @Test
    void exceptionsMayBeExcused() throws IOException {
        String members = """
                void m(Reply reply, boolean is) { %s
                    if (is) {
                        throw new IllegalStateException();
                    }
                    reply.complete("a");
                }
                """;
        completes("exceptions: excuse\n", members.formatted(""));
        completes("", members.formatted("// error: [never-completed] reply is not completed on some path"));
    }

    @Test
    void aDropByAnExceptionMayBeExcused() throws IOException {
        String members = """
                int m(Pool pool) {
                    try {
                        Handle handle = pool.open(); %s
                        int size = handle.size();
                        handle.close();
                        return size;
                    } catch (RuntimeException e) {
                        return 0;
                    }
                }
                void onSomePath(Pool pool, boolean is) {
                    Handle handle = pool.open(); // error: [leaked] a Handle made here is dropped on some path
                    if (is) {
                        handle.close();
                    }
                }
                """;
        String terms = "must-consume: true\nfrom: ['Pool#open']\nconsumes: [close]\n";
        moves(terms + "exceptions: excuse\n", members.formatted(""));
        moves(terms, members.formatted("// error: [leaked] a Handle made here is dropped on some path"));
    }

    @Test
    void aLambdaMaySeeToWhatItCapturedInstead() throws IOException {
        completes("from: [handled-parameter]\n", """
                interface Step { void run(Reply own, boolean is); }
                Step m(Reply outer) {
                    return (own, is) -> {
                        if (is) {
                            own.complete("a");
                        } else {
                            outer.complete("b");
                        }
                    };
                }
                Step alone() {
                    return (own, is) -> { // error: [never-completed] own is not completed on some path
                        if (is) {
                            own.complete("a");
                        }
                    };
                }
                """);
    }

    @Test
    void aFailedAssertionIsNoPath() throws IOException {
        completes("", """
                void asserted(Reply reply, int count) {
                    assert count > 0;
                    reply.complete(count);
                }
                void thrown(Reply reply, int count) { // error: [never-completed] reply is not completed on some path
                    if (count <= 0) {
                        throw new IllegalArgumentException();
                    }
                    reply.complete(count);
                }
                """);
    }

    @Test
    void aLogIsTrustedNotToFail() throws IOException {
        completes("", """
                void logged(Reply reply, java.util.logging.Logger log) {
                    try {
                        reply.complete("a");
                        log.info("completed");
                    } catch (RuntimeException e) {
                        reply.complete("b");
                    }
                }
                void checked(Reply reply, Runnable task) {
                    try {
                        reply.complete("a");
                        task.run();
                    } catch (RuntimeException e) {
                        reply.complete("b"); // error: [completed-twice] reply is completed after it was completed on some path
                    }
                }
                """);
    }
}
