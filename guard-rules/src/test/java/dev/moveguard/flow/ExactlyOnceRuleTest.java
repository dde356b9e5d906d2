package dev.moveguard.flow;

import static dev.moveguard.flow.Completing.completes;

import org.junit.jupiter.api.Test;

/** Exactly one method of a group, once, on every path. */
class ExactlyOnceRuleTest {
    @Test
    void oneCompletion() {
        completes("""
                void m(Reply r) {
                    r.complete(1);
                }
                void n(Reply r) {
                    r.fail(null);
                }
                """);
    }

    @Test
    void twoCompletions() {
        completes("""
                void m(Reply r) {
                    r.complete(1);
                    r.complete(2); // error: [completed-twice] r is completed after it was completed on every path
                }
                void n(Reply r) {
                    r.complete(1);
                    r.fail(null); // error: [completed-twice] r is completed after it was completed on every path
                }
                """);
    }

    @Test
    void noCompletion() {
        completes("""
                void m(Reply r) { // error: [never-completed] r is never completed or handed on
                    flip();
                }
                void n(Reply r) { // error: [never-completed] r is never completed or handed on
                }
                """);
    }

    @Test
    void aParameterThatIsOnlyLookedAt() {
        completes("""
                void m(Reply r) { // error: [never-completed] r is never completed or handed on
                    r.isOpen();
                }
                boolean asked(Reply r) {
                    return r.isOpen();
                }
                void n(Reply r) {
                    if (asked(r)) {
                        r.complete(1);
                    } else {
                        r.fail(null);
                    }
                }
                """);
    }

    @Test
    void aCompletionOnSomePath() {
        completes("""
                void m(Reply r) { // error: [never-completed] r is not completed on some path
                    if (flip()) {
                        r.complete(1);
                    }
                }
                void n(Reply r) {
                    if (flip()) {
                        r.complete(1);
                    } else {
                        r.fail(null);
                    }
                }
                void o(Reply r) { // error: [never-completed] r is not completed on some path
                    if (flip()) {
                        return;
                    }
                    r.complete(1);
                }
                """);
    }

    @Test
    void aMissingReturn() {
        completes("""
                void m(Reply r) {
                    if (flip()) {
                        r.fail(null);
                    }
                    r.complete(1); // error: [completed-twice] r is completed after it was completed on some path
                }
                void n(Reply r) {
                    if (flip()) {
                        r.fail(null);
                        return;
                    }
                    r.complete(1);
                }
                """);
    }

    @Test
    void aMissingElse() {
        completes("""
                void m(Reply r, Object value) {
                    if (value == null) {
                        r.fail(null);
                    } else if (flip()) {
                        r.complete(value);
                    } else {
                        r.complete(2);
                    }
                }
                void n(Reply r, Object value) { // error: [never-completed] r is not completed on some path
                    if (value == null) {
                        r.fail(null);
                    } else if (flip()) {
                        r.complete(value);
                    }
                }
                """);
    }

    @Test
    void aThrow() {
        completes("""
                void m(Reply r) { // error: [never-completed] r is not completed on some path
                    if (flip()) {
                        throw new IllegalStateException();
                    }
                    r.complete(1);
                }
                void n(Reply r) {
                    if (flip()) {
                        r.fail(null);
                        throw new IllegalStateException();
                    }
                    r.complete(1);
                }
                """);
    }

    @Test
    void aDeclaredException() {
        completes("""
                void m(Reply r) throws java.io.IOException { // error: [never-completed] r is not completed on some path
                    risky();
                    r.complete(1);
                }
                void n(Reply r) throws java.io.IOException {
                    r.complete(1);
                    risky();
                }
                """);
    }

    @Test
    void aTryWithACatch() {
        completes("""
                void m(Reply r) {
                    try {
                        risky();
                        r.complete(1);
                    } catch (java.io.IOException e) {
                        r.fail(e);
                    }
                }
                void n(Reply r) { // error: [never-completed] r is not completed on some path
                    try {
                        risky();
                        r.complete(1);
                    } catch (java.io.IOException e) {
                        flip();
                    }
                }
                void o(Reply r) {
                    try {
                        risky();
                    } catch (java.io.IOException e) {
                        r.fail(e);
                    }
                    r.complete(1); // error: [completed-twice] r is completed after it was completed on some path
                }
                void p(Reply r) {
                    try {
                        r.complete(flip());
                    } catch (RuntimeException e) {
                        r.fail(e);
                    }
                }
                """);
    }

    @Test
    void somethingAfterTheCompletionThrows() {
        completes("""
                void m(Reply r) {
                    try {
                        r.complete(1);
                        risky();
                    } catch (java.io.IOException e) {
                        r.fail(e); // error: [completed-twice] r is completed after it was completed on every path
                    }
                }
                """);
    }

    @Test
    void aFinally() {
        completes("""
                void m(Reply r) {
                    try {
                        flip();
                    } finally {
                        r.complete(1);
                    }
                }
                void n(Reply r) {
                    try {
                        r.complete(1);
                    } finally {
                        r.complete(2); // error: [completed-twice] r is completed after it was completed on every path
                    }
                }
                int o(Reply r) throws java.io.IOException {
                    try {
                        risky();
                        return 1;
                    } finally {
                        r.complete(1);
                    }
                }
                """);
    }

    @Test
    void nestedTries() {
        completes("""
                void m(Reply r) {
                    try {
                        try {
                            risky();
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                        }
                        r.complete(1);
                    } catch (IllegalStateException e) {
                        r.fail(e);
                    }
                }
                """);
    }

    @Test
    void aSwitch() {
        completes("""
                void m(Reply r, int i) {
                    switch (i) {
                        case 1 -> r.complete(1);
                        case 2 -> r.fail(null);
                        default -> r.complete(3);
                    }
                }
                void n(Reply r, int i) { // error: [never-completed] r is not completed on some path
                    switch (i) {
                        case 1 -> r.complete(1);
                        case 2 -> r.fail(null);
                        default -> { }
                    }
                }
                void o(Reply r, int i) {
                    switch (i) {
                        case 1:
                            r.complete(1);
                        default:
                            r.complete(2); // error: [completed-twice] r is completed after it was completed on some path
                    }
                }
                """);
    }

    @Test
    void aLoop() {
        completes("""
                void m(Reply r) {
                    do {
                        r.complete(1); // error: [completed-twice] r is completed in a loop, again in its next round
                    } while (flip());
                }
                void n(Reply r) {
                    while (true) {
                        if (flip()) {
                            r.complete(1);
                            return;
                        }
                    }
                }
                void o(Reply r) { // error: [never-completed] r is not completed on some path
                    for (int i = 0; i < 3; i++) {
                        if (i == 2) {
                            r.complete(i);
                            break;
                        }
                    }
                }
                void p(List<Reply> all) {
                    for (Reply r : all) {
                        r.complete(1);
                    }
                }
                void q(List<Reply> all) {
                    for (Reply r : all) {
                        r.complete(1);
                        r.fail(null); // error: [completed-twice] r is completed after it was completed on every path
                    }
                }
                """);
    }

    @Test
    void aLocalThatIsNeverCompleted() {
        completes("""
                void m() {
                    Reply r = new Reply(); // error: [never-completed] a Reply made here is never completed or handed on
                    r.isOpen();
                }
                void n() {
                    Reply r = Reply.open(); // error: [never-completed] a Reply made here is not completed on some path
                    if (flip()) {
                        r.complete(1);
                    }
                }
                void o() {
                    new Reply(); // error: [never-completed] a Reply made here is never completed or handed on
                }
                void p() {
                    Reply.open().complete(1);
                    new Reply().complete(1);
                }
                """);
    }

    @Test
    void handingOn() {
        completes("""
                Reply field;
                Reply returned() {
                    Reply r = new Reply();
                    return r;
                }
                void stored(Reply r) {
                    field = r;
                }
                void inArray(Reply r, Reply[] all) {
                    all[0] = r;
                }
                void inList(Reply r, List<Reply> all) {
                    all.add(r);
                }
                void inMap(Reply r, Map<String, Reply> all) {
                    all.put("r", r);
                }
                void passed(Reply r) {
                    keep(r);
                }
                void constructed(Reply r) {
                    new Box(r);
                }
                void bound(Reply r, CompletableFuture<String> f) {
                    f.thenAccept(r::complete);
                }
                void ofLibrary(Reply r, BiConsumer<Reply, String> consumer) {
                    consumer.accept(r, "a");
                }
                void chosen(Reply r, Reply other) {
                    keep(flip() ? r : other);
                    other.isOpen();
                }
                """);
    }

    @Test
    void handingOnOnSomePath() {
        completes("""
                Reply field;
                void m(Reply r) { // error: [never-completed] r is not completed on some path
                    if (flip()) {
                        field = r;
                    }
                }
                void n(Reply r) {
                    if (flip()) {
                        keep(r);
                        return;
                    }
                    r.complete(1);
                }
                """);
    }

    @Test
    void completingWhatWasHandedOn() {
        completes("""
                void m(Reply r) {
                    keep(r);
                    r.complete(1);
                }
                void n(Reply r) {
                    r.complete(1);
                    keep(r);
                }
                """);
    }

    @Test
    void printingIsNoHandingOn() {
        completes("""
                void m(Reply r) { // error: [never-completed] r is never completed or handed on
                    System.out.println(r);
                    String s = "" + r;
                    Objects.requireNonNull(r);
                }
                """);
    }

    @Test
    void aHelperThatCompletes() {
        completes("""
                void both(Reply r) {
                    if (flip()) {
                        r.complete(1);
                    } else {
                        r.fail(null);
                    }
                }
                void m(Reply r) {
                    both(r);
                }
                void n(Reply r) {
                    both(r);
                    r.complete(1); // error: [completed-twice] r is completed after it was completed on every path
                }
                void o(Reply r) {
                    both(r);
                    both(r); // error: [completed-twice] r is completed after it was completed on every path
                }
                """);
    }

    @Test
    void aHelperThatMayComplete() {
        completes("""
                boolean tries(Reply r) { // error: [never-completed] r is not completed on some path
                    if (flip()) {
                        r.complete(1);
                        return true;
                    }
                    return false;
                }
                void m(Reply r) {
                    if (!tries(r)) {
                        r.fail(null);
                    }
                }
                """);
    }

    @Test
    void anotherNameOfTheSameValue() {
        completes("""
                void m(Reply r) {
                    Reply other = r;
                    other.complete(1);
                    r.complete(2); // error: [completed-twice] r is completed after it was completed on every path
                }
                void n(Reply r) {
                    Reply other = r;
                    other.complete(1);
                }
                """);
    }

    @Test
    void twoValues() {
        completes("""
                void m(Reply one, Reply other) {
                    one.complete(1);
                    other.complete(2);
                }
                void n(Reply one, Reply other) { // error: [never-completed] other is never completed or handed on
                    one.complete(1);
                    one.complete(2); // error: [completed-twice] one is completed after it was completed on every path
                }
                """);
    }

    @Test
    void aFreshValue() {
        completes("""
                void m(Reply r) {
                    r.complete(1);
                    r = new Reply();
                    r.complete(2);
                }
                """);
    }

    @Test
    void aNull() {
        completes("""
                void m(Reply r) {
                    if (r == null) {
                        return;
                    }
                    r.complete(1);
                }
                void n(Reply r) {
                    if (r != null) {
                        r.complete(1);
                    }
                }
                """);
    }

    @Test
    void aField() {
        completes("""
                Reply field;
                void m() {
                    field.complete(1);
                    field.fail(null); // error: [completed-twice] this.field is completed after it was completed on every path
                }
                void n() {
                    field.complete(1);
                    field = new Reply();
                    field.complete(1);
                }
                void o() {
                    field.isOpen();
                }
                void p(Box box, Box other) {
                    box.reply.complete(1);
                    other.reply.complete(1);
                    box.reply.complete(2); // error: [completed-twice] box.reply is completed after it was completed on every path
                }
                """);
    }

    @Test
    void elementsAreNotToldApart() {
        completes("""
                void m(List<Reply> all) {
                    all.get(0).complete(1);
                    all.get(1).complete(1);
                    for (int i = 0; i < 3; i++) {
                        all.get(i).complete(i);
                    }
                }
                void n(Reply[] all) {
                    all[0].complete(1);
                    all[1].complete(1);
                }
                """);
    }

    @Test
    void aConditionalExpression() {
        completes("""
                void m(Reply r, Throwable problem) {
                    boolean isDone = problem == null ? done(r) : failed(r);
                }
                boolean done(Reply r) {
                    r.complete(1);
                    return true;
                }
                boolean failed(Reply r) {
                    r.fail(null);
                    return false;
                }
                """);
    }

    @Test
    void aSubtype() {
        completes("""
                static class Late extends Reply {}
                void m(Late late) {
                    late.complete(1);
                    late.complete(2); // error: [completed-twice] late is completed after it was completed on every path
                }
                void n(Late late) { // error: [never-completed] late is never completed or handed on
                }
                """);
    }

    @Test
    void methodsOfTheTypeItself() {
        completes("""
                static class Own extends Reply {
                    void both() {
                        complete(1);
                        complete(2); // error: [completed-twice] this is completed after it was completed on every path
                    }
                    void one() {
                        this.complete(1);
                    }
                    void none() {
                    }
                }
                """);
    }

    @Test
    void aPattern() {
        completes("""
                void m(Object o) {
                    if (o instanceof Reply r) {
                        r.complete(1);
                        r.complete(2); // error: [completed-twice] r is completed after it was completed on every path
                    }
                }
                """);
    }

    @Test
    void atMostOnce() {
        completes(Completing.repliesAtMostOnce(), """
                void m(Reply r) {
                }
                void n(Reply r) {
                    if (flip()) {
                        r.complete(1);
                    }
                }
                void o(Reply r) {
                    r.complete(1);
                    r.fail(null); // error: [completed-twice] r is completed after it was completed on every path
                }
                """);
    }

    @Test
    void severalGroups() {
        completes(Completing.twoGroups(), """
                void m(Reply r) {
                    r.complete(1);
                    r.fail(null);
                }
                void n(Reply r) { // error: [never-completed] r is never completed or handed on
                    r.complete(1);
                }
                void o(Reply r) {
                    r.complete(1);
                    r.complete(1); // error: [completed-twice] r is completed after it was completed on every path
                    r.fail(null);
                }
                """);
    }

    @Test
    void loggingIsNoHandingOn() {
        completes("""
                void m(Reply r, java.util.logging.Logger log) { // error: [never-completed] r is never completed or handed on
                    log.log(java.util.logging.Level.INFO, "open", r);
                }
                """);
    }

    @Test
    void whatNobodyExpectsEndsNoPath() {
        completes("""
                void m(Reply r) {
                    synchronized (r) {
                        r.complete(1);
                    }
                }
                void n(Reply r, java.util.concurrent.locks.Lock lock) {
                    lock.lock();
                    try {
                        r.isOpen();
                        r.complete(1);
                    } finally {
                        lock.unlock();
                    }
                }
                void o(Reply r) {
                    try (java.util.Scanner s = new java.util.Scanner("1")) {
                        r.complete(s.next());
                    }
                }
                void p(Reply r) throws java.io.IOException { // error: [never-completed] r is not completed on some path
                    try {
                        risky();
                        r.complete(1);
                    } finally {
                        flip();
                    }
                }
                void q(Reply r) { // error: [never-completed] r is not completed on some path
                    try {
                        try {
                            r.complete(1);
                        } finally {
                            flip();
                        }
                    } catch (RuntimeException e) {
                        flip();
                    }
                }
                """);
    }
}
