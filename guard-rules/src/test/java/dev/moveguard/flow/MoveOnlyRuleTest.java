package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;
import static dev.moveguard.flow.Moving.verifyTypes;

import org.junit.jupiter.api.Test;

/** What moves a value, and what only looks at it. */
class MoveOnlyRuleTest {
    // --- moves ---------------------------------------------------------------------------------------------------

    @Test
    void anArgumentMoves() {
        verify("""
                void m(Token t) {
                    sink(t);
                    sink(t); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void lookingAfterAMoveIsAUse() {
        verify("""
                void m(Token t) {
                    sink(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void theSameArgumentTwice() {
        verify("""
                void m(Token t) {
                    two(t, t); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aVariableMovesIntoAnother() {
        verify("""
                void m(Token t) {
                    Token other = t;
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    other.peek();
                }
                """);
    }

    @Test
    void aVariableMovesIntoOneOfASupertype() {
        verify("""
                void m(Token t) {
                    Object other = t;
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
        verify("""
                void m(Coin coin) {
                    Token other = coin;
                    coin.peek(); // error: [use-after-move] coin is used after it was moved on every path
                    sink(other);
                }
                """);
    }

    @Test
    void aVariableOfItselfIsNoMove() {
        verify("""
                void m(Token t) {
                    t = t;
                    t.peek();
                }
                """);
    }

    @Test
    void aChainOfAssignments() {
        verify("""
                void m(Token t) {
                    Token one;
                    Token other;
                    one = other = t;
                    one.peek();
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aReturnedValueIsGoneInFinally() {
        verify("""
                Token m(Token t) {
                    try {
                        return t;
                    } finally {
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void aThrownValueIsGone() {
        verifyTypes("""
                class Refusal extends RuntimeException {}
                class Gate {
                    Token kept;
                    void m(Token t, Refusal refusal) {
                        if (t.peek() > 0) {
                            throw refusal;
                        }
                        t.spend();
                    }
                }
                """);
    }

    @Test
    void aStoredValueIsGone() {
        verify("""
                Token field;
                static Token common;
                void inField(Token t) {
                    field = t;
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inStatic(Token t) {
                    common = t;
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inArray(Token[] all, Token t) {
                    all[0] = t;
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inNewArray(Token t) {
                    Token[] all = {t};
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inList(List<Token> all, Token t) {
                    all.add(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inMap(Map<String, Token> all, Token t) {
                    all.put("t", t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inQueue(Queue<Token> all, Token t) {
                    all.offer(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inOptional(Token t) {
                    Optional<Token> all = Optional.of(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inAtomic(AtomicReference<Token> all, Token t) {
                    all.set(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inNewAtomic(Token t) {
                    AtomicReference<Token> all = new AtomicReference<>(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inThreadLocal(ThreadLocal<Token> all, Token t) {
                    all.set(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void inEntry(Token t) {
                    var all = Map.entry("t", t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aReceiverIsConsumed() {
        verify("""
                void m(Token t) {
                    t.spend();
                    t.spend(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aConsumedReceiverMayGiveAResult() {
        verify("""
                int m(Token t) {
                    int worth = t.redeem();
                    return worth + t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aValueInFlightHasNoVariableToLose() {
        verify("""
                void m() {
                    sink(new Token());
                    sink(Token.make());
                    new Token().spend();
                    two(new Token(), Token.make());
                }
                """);
    }

    @Test
    void readingAFieldOfWhatIsGone() {
        verify("""
                void m(Token t) {
                    sink(t);
                    int id = t.id; // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void writingAFieldOfWhatIsGone() {
        verify("""
                void m(Token t) {
                    sink(t);
                    t.id = 3; // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void everyUseOfWhatIsGoneIsReported() {
        verify("""
                void m(Token t) {
                    sink(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    look(t); // error: [use-after-move] t is used after it was moved on every path
                    if (t == null) { // error: [use-after-move] t is used after it was moved on every path
                        return;
                    }
                    String s = "" + t; // error: [use-after-move] t is used after it was moved on every path
                    synchronized (t) { // error: [use-after-move] t is used after it was moved on every path
                        flip();
                    }
                    Object o = t; // error: [use-after-move] t is used after it was moved on every path
                    boolean isCoin = o instanceof Coin;
                }
                """);
    }

    // --- fresh values ----------------------------------------------------------------------------------------------

    @Test
    void aFreshValueMakesAVariableWhole() {
        verify("""
                void m(Token t) {
                    sink(t);
                    t = new Token();
                    t.peek();
                    sink(t);
                    t = Token.make();
                    t.spend();
                }
                """);
    }

    @Test
    void nullIsAFreshValue() {
        verify("""
                void m(Token t) {
                    sink(t);
                    t = null;
                    if (t != null) {
                        t.peek();
                    }
                }
                """);
    }

    @Test
    void theValueOfAnotherVariableIsFresh() {
        verify("""
                void m(Token t, Token other) {
                    sink(t);
                    t = other;
                    t.peek();
                    other.peek(); // error: [use-after-move] other is used after it was moved on every path
                }
                """);
    }

    @Test
    void twoVariablesAreSwapped() {
        verify("""
                void m(Token one, Token other) {
                    Token kept = one;
                    one = other;
                    other = kept;
                    one.peek();
                    other.peek();
                    kept.peek(); // error: [use-after-move] kept is used after it was moved on every path
                }
                """);
    }

    @Test
    void whatAHelperGivesBackIsFresh() {
        verify("""
                Token pass(Token t) { return t; }
                void m(Token t) {
                    t = pass(t);
                    t.peek();
                    Token other = pass(t);
                    other.peek();
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void namesInBlocksBesideOneAnother() {
        verify("""
                void m() {
                    {
                        Token t = new Token();
                        sink(t);
                    }
                    {
                        Token t = new Token();
                        t.peek();
                    }
                }
                """);
    }

    // --- borrows ---------------------------------------------------------------------------------------------------

    @Test
    void lookingLeavesAValueWhereItIs() {
        verify("""
                void m(Token t, Object o) {
                    t.peek();
                    look(t);
                    int id = t.id;
                    t.id = 4;
                    boolean isNull = t == null;
                    boolean isSame = t == o;
                    boolean isCoin = t instanceof Coin;
                    String s = "a" + t + "b";
                    s += t;
                    synchronized (t) {
                        t.peek();
                    }
                    sink(t);
                }
                """);
    }

    @Test
    void librariesLook() {
        verify("""
                void m(Token t, Token other) {
                    System.out.println(t);
                    String.format("%s", t);
                    String.valueOf(t);
                    Objects.hash(t, other);
                    Objects.equals(t, other);
                    new StringBuilder().append(t);
                    System.identityHashCode(t);
                    List.of(1).contains(t);
                    new ArrayList<Object>().remove(t);
                    two(t, other);
                }
                """);
    }

    @Test
    void comparingLooks() {
        verify("""
                void m(Token one, Token other) {
                    if (one.equals(other) && one.hashCode() == other.hashCode()) {
                        two(one, other);
                    }
                }
                """);
    }

    @Test
    void anArgumentIsReadBeforeALaterOneMoves() {
        verify("""
                static void take(int id, Token t) {}
                void m(Token t) {
                    take(t.peek(), t);
                }
                """);
    }

    @Test
    void anArgumentIsOnTheWayWhenALaterOneLooks() {
        verify("""
                static void take(Token t, int id) {}
                void m(Token t) {
                    take(t, t.peek());
                }
                """);
    }

    @Test
    void anArgumentIsConsumedBeforeALaterOneLooks() {
        verify("""
                static void take(int one, int other) {}
                void m(Token t) {
                    take(t.redeem(), t.peek()); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void oneCallBorrowsAndMoves() {
        verify("""
                static void lookAndTake(@Borrows Token one, Token other) {}
                void m(Token t) {
                    lookAndTake(t, t); // error: [borrowed-and-moved] t is moved into parameter other of Fixture.lookAndTake by the call that borrows it
                }
                void n(Token t, Token other) {
                    lookAndTake(t, other);
                    t.peek();
                }
                """);
    }

    @Test
    void aReceiverIsBorrowedAndMoved() {
        verifyTypes("""
                class Joint extends Token {
                    Token joined;
                    void join(Token other) { joined = other; }
                }
                class Fixture {
                    void m(Joint joint) {
                        joint.join(joint); // error: [borrowed-and-moved] joint is moved into parameter other of Joint.join by the call that borrows it
                    }
                    void n(Joint joint, Joint other) {
                        joint.join(other);
                        joint.peek();
                    }
                }
                """);
    }

    @Test
    void aReceiverIsConsumedAndMoved() {
        verifyTypes("""
                class Joint extends Token {
                    Token joined;
                    @Consumes void join(Token other) { joined = other; }
                }
                class Fixture {
                    void m(Joint joint) {
                        joint.join(joint); // error: [use-after-move] joint is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void whatIsHandedThroughStaysTheSame() {
        verify("""
                Token field;
                void m(Token t) {
                    Objects.requireNonNull(t);
                    Objects.requireNonNull(t, "t");
                    t.peek();
                    sink(Objects.requireNonNull(t, () -> "t"));
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void store(Token t) {
                    this.field = Objects.requireNonNull(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void rename(Token t) {
                    Token other = Objects.requireNonNull(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aParameterIsOwned() {
        verify("""
                Token m(Token t) {
                    return t;
                }
                """);
    }

    @Test
    void aBorrowedParameterIsLent() {
        verify("""
                Token field;
                void passed(@Borrows Token t) {
                    sink(t); // error: [move-out-of-borrow] t is only lent to Fixture.passed and is moved into parameter token of Api.sink
                }
                Token returned(@Borrows Token t) {
                    return t; // error: [move-out-of-borrow] t is only lent to Fixture.returned and is returned
                }
                void stored(@Borrows Token t) {
                    field = t; // error: [move-out-of-borrow] t is only lent to Fixture.stored and is stored in Fixture.field
                }
                void added(@Borrows Token t, List<Token> all) {
                    all.add(t); // error: [move-out-of-borrow] t is only lent to Fixture.added and is moved into List.add
                }
                void consumed(@Borrows Token t) {
                    t.spend(); // error: [move-out-of-borrow] t is only lent to Fixture.consumed and is used up by Token.spend
                }
                void bound(@Borrows Token t) {
                    step(t::peek); // error: [move-out-of-borrow] t is only lent to Fixture.bound and is bound to Token::peek
                }
                int looked(@Borrows Token t) {
                    look(t);
                    return t.peek();
                }
                """);
    }

    @Test
    void anotherNameOfABorrowedParameterIsLentToo() {
        verify("""
                void m(@Borrows Token t) {
                    Token other = t;
                    other.peek();
                    t.peek();
                    sink(other); // error: [move-out-of-borrow] other is only lent to Fixture.m and is moved into parameter token of Api.sink
                }
                """);
    }

    @Test
    void aBorrowedParameterMayGetAValueOfItsOwn() {
        verify("""
                void m(@Borrows Token t) {
                    t.peek();
                    t = new Token();
                    sink(t);
                }
                """);
    }

    @Test
    void theReceiverIsLent() {
        verifyTypes("""
                class Coin2 extends Token {
                    Token field;
                    void passed() {
                        Api.sink(this); // error: [move-out-of-borrow] this is only lent to Coin2.passed and is moved into parameter token of Api.sink
                    }
                    Token returned() {
                        return this; // error: [move-out-of-borrow] this is only lent to Coin2.returned and is returned
                    }
                    void stored(Coin2 other) {
                        other.field = this; // error: [move-out-of-borrow] this is only lent to Coin2.stored and is stored in Coin2.field
                    }
                    void consumed() {
                        this.spend(); // error: [move-out-of-borrow] this is only lent to Coin2.consumed and is used up by Token.spend
                    }
                    void looked() {
                        Api.look(this);
                        peek();
                    }
                }
                """);
    }

    @Test
    void aConsumedReceiverIsOwned() {
        verifyTypes("""
                class Coin2 extends Token {
                    @Consumes void passed() {
                        Api.sink(this);
                    }
                    @Consumes Token returned() {
                        return this;
                    }
                    @Consumes void twice() {
                        Api.sink(this);
                        spend(); // error: [use-after-move] this is used after it was moved on every path
                    }
                }
                """);
    }

    @Test
    void anExceptionOfTheTypeIsThrown() {
        verify("""
                @interface MoveOnly {}
                @MoveOnly static class Refusal extends RuntimeException { int code; }
                void m(Refusal refusal) {
                    try {
                        throw refusal;
                    } finally {
                        int i = refusal.code; // error: [use-after-move] refusal is used after it was moved on every path
                    }
                }
                void n(Refusal refusal) {
                    if (refusal.code > 2) {
                        throw refusal;
                    }
                    throw new IllegalStateException(refusal);
                }
                """);
    }

    @Test
    void comparingWhatIsGone() {
        verify("""
                boolean m(Token t, Token other) {
                    sink(t);
                    return other == t; // error: [use-after-move] t is used after it was moved on every path
                }
                boolean n(Token t, Token other) {
                    sink(t);
                    return t != other; // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void theSecondArgumentOfAnElseIsHandedThroughToo() {
        verify("""
                void m(Token t, Token other) {
                    Token chosen = Objects.requireNonNullElse(t, other);
                    chosen.peek();
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void anOverridingMethodCallsTheOneItOverrides() {
        verify("""
                static class Purse extends Token {
                    @Override @Consumes void spend() {
                        super.spend();
                        this.id = 0;
                    }
                    @Consumes void empty() {
                        super.spend();
                        this.id = 0; // error: [use-after-move] this is used after it was moved on every path
                    }
                    void look() {
                        super.spend(); // error: [move-out-of-borrow] this is only lent to Fixture.Purse.look and is used up by Token.spend
                    }
                }
                """);
    }

    @Test
    void whatWasBorrowedAndMovedIsGone() {
        verify("""
                static void lookAndTake(@Borrows Token one, Token other) {}
                void m(Token t) {
                    lookAndTake(t, t); // error: [borrowed-and-moved] t is moved into parameter other of Fixture.lookAndTake by the call that borrows it
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }
}
