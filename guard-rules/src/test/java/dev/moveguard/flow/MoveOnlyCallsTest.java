package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;
import static dev.moveguard.flow.Moving.verifyAll;

import org.junit.jupiter.api.Test;

/** What called methods do: as they are annotated, as the rule says, or as their bodies show. */
class MoveOnlyCallsTest {
    @Test
    void annotationsOfAnyPackage() {
        verifyAll("""
                // file: a/marks/MoveOnly.java
                package a.marks;
                public @interface MoveOnly {}
                // file: a/marks/Consumes.java
                package a.marks;
                public @interface Consumes {}
                // file: b/marks/Borrows.java
                package b.marks;
                public @interface Borrows {}
                // file: Token.java
                @a.marks.MoveOnly
                public class Token {
                    @a.marks.Consumes public void spend() {}
                }
                // file: Fixture.java
                class Fixture {
                    void m(Token t) {
                        t.spend();
                        t.spend(); // error: [use-after-move] t is used after it was moved on every path
                    }
                    void n(@b.marks.Borrows Token t) {
                        t.spend(); // error: [move-out-of-borrow] t is only lent to Fixture.n and is used up by Token.spend
                    }
                }
                """);
    }

    @Test
    void nestedAnnotations() {
        verify("""
                static class Marks {
                    @interface Borrows {}
                    @interface MoveOnly {}
                }
                @Marks.MoveOnly
                static class Lease {
                    int days;
                }
                static class Long extends Lease {}
                static void keep(Lease lease) { }
                void m(Lease lease) {
                    keep(lease);
                    int i = lease.days; // error: [use-after-move] lease is used after it was moved on every path
                }
                void n(Long lease) {
                    keep(lease);
                    int i = lease.days; // error: [use-after-move] lease is used after it was moved on every path
                }
                void o(@Marks.Borrows Lease lease) {
                    keep(lease); // error: [move-out-of-borrow] lease is only lent to Fixture.o and is moved into parameter lease of Fixture.keep
                }
                """);
    }

    @Test
    void aMarkedInterface() {
        verify("""
                @interface MoveOnly {}
                @MoveOnly interface Ticket { int seat(); }
                record Paper(int seat) implements Ticket {}
                static void keep(Ticket ticket) { }
                void m(Paper paper) {
                    keep(paper);
                    paper.seat(); // error: [use-after-move] paper is used after it was moved on every path
                }
                """);
    }

    @Test
    void similarNamesAreNoMarks() {
        verify("""
                @interface NotMoveOnly {}
                @interface Reconsumes {}
                @NotMoveOnly static class Plain {
                    @Reconsumes void use() {}
                }
                static class Worth extends Token {
                    @Reconsumes void use() {}
                }
                void m(Plain plain, Worth worth) {
                    Plain other = plain;
                    plain.use();
                    worth.use();
                    worth.use();
                }
                """);
    }

    @Test
    void consumesOnAnInterfaceMethod() {
        verify("""
                interface Spendable { @Consumes void spendAll(); }
                static class Purse extends Token implements Spendable {
                    @Override public void spendAll() {}
                }
                void m(Purse purse) {
                    purse.spendAll();
                    purse.peek(); // error: [use-after-move] purse is used after it was moved on every path
                }
                """);
    }

    @Test
    void consumesOnAnOverride() {
        verify("""
                static class Purse extends Token {
                    void spendAll() {}
                }
                static class Safe extends Purse {
                    @Override @Consumes void spendAll() {}
                }
                void m(Safe safe) {
                    safe.spendAll();
                    safe.peek(); // error: [use-after-move] safe is used after it was moved on every path
                }
                void n(Purse purse) {
                    purse.spendAll();
                    purse.peek();
                }
                """);
    }

    @Test
    void borrowsOnAnInterfaceMethod() {
        verify("""
                interface Looker { void at(@Borrows Token t); }
                static class Printing implements Looker {
                    @Override public void at(Token t) {
                        t.peek();
                        sink(t); // error: [move-out-of-borrow] t is only lent to Fixture.Printing.at and is moved into parameter token of Api.sink
                    }
                }
                void m(Looker looker, Printing printing, Token t) {
                    looker.at(t);
                    printing.at(t);
                    t.peek();
                }
                """);
    }

    @Test
    void borrowsOnAConstructorAndOnVarargs() {
        verify("""
                static class Worth {
                    final int worth;
                    Worth(@Borrows Token t, int factor) { worth = t.peek() * factor; }
                }
                static void all(@Borrows Token... tokens) { }
                void m(Token t, Token u) {
                    new Worth(t, 2);
                    all(t, u);
                    two(t, u);
                }
                """);
    }

    @Test
    void consumesOnAParameter() {
        verify("""
                static void burn(@Consumes Token t) { t.peek(); }
                void m(Token t) {
                    burn(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aHelperThatLooks() {
        verify("""
                static int worth(Token t) { return t.peek() + t.id; }
                static int nested(Token t) { return worth(t) + 1; }
                static boolean isThere(Token t) { return t != null; }
                static String text(Token t) { return "t" + t; }
                void m(Token t) {
                    worth(t);
                    nested(t);
                    isThere(t);
                    text(t);
                    sink(t);
                }
                """);
    }

    @Test
    void aHelperThatTakesOnSomePath() {
        verify("""
                static void maybe(Token t) {
                    if (flip()) {
                        t.spend();
                    }
                }
                void m(Token t) {
                    maybe(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aHelperThatAlwaysTakes() {
        verify("""
                static void always(Token t) {
                    if (flip()) {
                        t.spend();
                    } else {
                        sink(t);
                    }
                }
                static void nested(Token t) { always(t); }
                void m(Token t) {
                    nested(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aHelperThatDoesNothing() {
        verify("""
                static void nothing(Token t) { }
                void m(Token t) {
                    nothing(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aHelperWithoutABody() {
        verify("""
                static abstract class Sinks {
                    abstract void abstractly(Token t);
                    native void natively(Token t);
                }
                void m(Sinks sinks, Token t) {
                    sinks.abstractly(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Sinks sinks, Token t) {
                    sinks.natively(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aHelperThatIsOverridden() {
        verify("""
                static class Looking {
                    void look2(Token t) { t.peek(); }
                    final void lookFinal(Token t) { t.peek(); }
                }
                static class Taking extends Looking {
                    @Override void look2(Token t) { sink(t); }
                }
                void m(Looking looking, Token t) {
                    looking.lookFinal(t);
                    looking.look2(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aHelperThatCallsItself() {
        verify("""
                static void down(Token t, int i) {
                    if (i > 0) {
                        down(t, i - 1);
                    } else {
                        t.peek();
                    }
                }
                void m(Token t) {
                    down(t, 3);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aFluentMethodGivesItsReceiver() {
        verify("""
                static class Builder extends Token {
                    Builder with(int id) {
                        this.id = id;
                        return this; // error: [move-out-of-borrow] this is only lent to Fixture.Builder.with and is returned
                    }
                }
                void m(Builder b) {
                    b.with(1).with(2);
                    b.peek();
                    sink(b.with(3));
                    b.peek(); // error: [use-after-move] b is used after it was moved on every path
                }
                """);
    }

    @Test
    void aConsumingFluentMethodGivesAFreshValue() {
        verify("""
                static class Builder extends Token {
                    @Consumes Builder with(int id) {
                        this.id = id;
                        return this;
                    }
                }
                void m(Builder b) {
                    Builder done = b.with(1).with(2);
                    done.peek();
                    b.peek(); // error: [use-after-move] b is used after it was moved on every path
                }
                """);
    }

    @Test
    void theCallOfALambdaOfTheProject() {
        verify("""
                interface Taker { void take(Token t); }
                void m(Taker taker, Token t) {
                    taker.take(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void equalsOfTheProjectLooks() {
        verify("""
                static class Worth extends Token implements Comparable<Worth> {
                    @Override public int compareTo(Worth other) { return id - other.id; }
                }
                void m(Worth one, Worth other) {
                    if (one.compareTo(other) > 0 || one.equals(other)) {
                        two(one, other);
                    }
                }
                """);
    }

    @Test
    void argumentsAreBorrowedByDefault() {
        verify(Moving.borrowing(), """
                static void unknown(Token t) { }
                static void taking(Token t) { t.spend(); }
                static void marked(@Consumes Token t) { }
                void m(Token t) {
                    unknown(t);
                    t.peek();
                    taking(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    marked(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void argumentsOfLibrariesMoveByDefault() {
        verify(Moving.moving(), """
                void m(Token t, Consumer<Token> consumer) {
                    consumer.accept(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    System.out.println(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void o(Token t) {
                    Objects.requireNonNull(t);
                    t.peek();
                }
                void p(Token t) {
                    String s = "" + t;
                    t.peek();
                }
                """);
    }

    @Test
    void theRuleSaysWhatConsumes() {
        verify(Moving.redeeming(), """
                static class Worth extends Token {
                    void burn() {}
                    int burn(int part) { return part; }
                    @Override int redeem() { return 0; }
                }
                void m(Worth worth) {
                    worth.burn();
                    worth.peek(); // error: [use-after-move] worth is used after it was moved on every path
                }
                void n(Worth worth) {
                    worth.burn(2);
                    worth.peek(); // error: [use-after-move] worth is used after it was moved on every path
                }
                void o(Token t) {
                    t.redeem();
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void theRuleSaysWhatBorrows() {
        verify(Moving.showing(), """
                static abstract class Screen {
                    abstract void show(Token t);
                    abstract void keep(Token t);
                }
                static class Wide extends Screen {
                    Token last;
                    @Override void show(Token t) {
                        last = t; // error: [move-out-of-borrow] t is only lent to Fixture.Wide.show and is stored in Wide.last
                    }
                    @Override void keep(Token t) { last = t; }
                }
                void m(Screen screen, Token t) {
                    screen.show(t);
                    t.peek();
                    screen.keep(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void annotationsOfUses() {
        verify("""
                static class Uses {
                    @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface Borrows {}
                }
                static void see(@Uses.Borrows Token t) { }
                void m(Token t) {
                    see(t);
                    t.peek();
                }
                void n(@Uses.Borrows Token t) {
                    sink(t); // error: [move-out-of-borrow] t is only lent to Fixture.n and is moved into parameter token of Api.sink
                }
                """);
    }

    @Test
    void aCallOfTheMethodOfTheSuperclassIsCertain() {
        verify("""
                static class Base {
                    void see(Token t) { t.peek(); }
                }
                static class Below extends Base {
                    @Override void see(Token t) {
                        super.see(t);
                        sink(t);
                    }
                }
                void m(Below below, Token t) {
                    below.see(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void aHelperThatEmptiesAnArray() {
        verify("""
                static void each(Token... tokens) {
                    for (Token t : tokens) {
                        sink(t); // error: [move-out-of-index] t is moved into parameter token of Api.sink and stays in its container
                    }
                }
                static void show(Token... tokens) {
                    for (Token t : tokens) {
                        t.peek();
                    }
                }
                void m(Token t) {
                    each(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    show(t);
                    t.peek();
                }
                """);
    }

    @Test
    void aClassWhoseNameEndsWithASign() {
        verify("""
                static class Odd$ {
                    static void take(Token token) { token.spend(); }
                }
                void m(Token t) {
                    Odd$.take(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }
}
