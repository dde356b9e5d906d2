package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** Fields: paths of what a method owns, and the take idiom for what it does not. */
class MoveOnlyFieldsTest {
    @Test
    void aFieldKeepsWhatIsMoved() {
        verify("""
                Token field;
                void passed() {
                    sink(field); // error: [move-out-of-field] this.field is moved into parameter token of Api.sink and stays in its field
                }
                Token returned() {
                    return field; // error: [move-out-of-field] this.field is returned and stays in its field
                }
                void consumed() {
                    field.spend(); // error: [move-out-of-field] this.field is used up by Token.spend and stays in its field
                }
                void stored(Room room) {
                    room.token = field; // error: [move-out-of-field] this.field is stored in Room.token and stays in its field
                }
                void added(List<Token> all) {
                    all.add(this.field); // error: [move-out-of-field] this.field is moved into List.add and stays in its field
                }
                void bound() {
                    step(field::peek); // error: [move-out-of-field] this.field is bound to Token::peek and stays in its field
                }
                """);
    }

    @Test
    void aFieldIsLookedAt() {
        verify("""
                Token field;
                int looked() {
                    look(field);
                    Token t = field;
                    if (t != null && t == field) {
                        return t.peek();
                    }
                    return field.id;
                }
                """);
    }

    @Test
    void aFieldOfAnotherObjectOfTheClass() {
        verify("""
                Token field;
                void swap(Fixture other) {
                    Token mine = field;
                    field = other.field;
                    other.field = mine;
                }
                void steal(@Borrows Fixture other) {
                    field = other.field; // error: [move-out-of-field] other.field is stored in Fixture.field and stays in its field
                }
                """);
    }

    @Test
    void takingAField() {
        verify("""
                Token field;
                Token take() {
                    Token t = field;
                    field = null;
                    return t;
                }
                Token replace(Token t) {
                    Token old = field;
                    field = t;
                    return old;
                }
                Token takeInFinally() {
                    try {
                        return field;
                    } finally {
                        field = null;
                    }
                }
                void takeAndUse() {
                    Token t = field;
                    field = new Token();
                    sink(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                Token takeIfThere() {
                    if (field == null) {
                        return null;
                    }
                    Token t = this.field;
                    this.field = null;
                    return t;
                }
                Token takeThrough() {
                    Token t = Objects.requireNonNull(field);
                    field = null;
                    return t;
                }
                void takeAll(List<Fixture> all) {
                    for (Fixture one : all) {
                        Token t = one.field;
                        one.field = null;
                        sink(t);
                    }
                }
                """);
    }

    @Test
    void takingTooLate() {
        verify("""
                Token field;
                void m() {
                    sink(field); // error: [move-out-of-field] this.field is moved into parameter token of Api.sink and stays in its field
                    field = null;
                }
                void n() {
                    Token t = field; // error: [move-out-of-field] t is moved into parameter token of Api.sink and stays in its field
                    sink(t);
                    field = null;
                }
                """);
    }

    @Test
    void takingOnOnePath() {
        verify("""
                Token field;
                Token m() {
                    Token t = field; // error: [move-out-of-field] t is returned and stays in its field
                    if (flip()) {
                        field = null;
                    }
                    return t;
                }
                Token n() {
                    Token t = field;
                    if (flip()) {
                        field = null;
                        return t;
                    }
                    return null;
                }
                """);
    }

    @Test
    void takingTheWrongField() {
        verify("""
                Token field;
                Token other;
                Token m() {
                    Token t = field; // error: [move-out-of-field] t is returned and stays in its field
                    other = null;
                    return t;
                }
                """);
    }

    @Test
    void aStaticField() {
        verify("""
                static Token common;
                void m() {
                    sink(common); // error: [move-out-of-static] Fixture.common is moved into parameter token of Api.sink and stays in its static field
                }
                static Token n() {
                    return common; // error: [move-out-of-static] Fixture.common is returned and stays in its static field
                }
                void o() {
                    Token.shared.spend(); // error: [move-out-of-static] Token.shared is used up by Token.spend and stays in its static field
                }
                static Token take() {
                    Token t = common;
                    common = null;
                    return t;
                }
                void looked() {
                    common.peek();
                    look(Token.shared);
                }
                """);
    }

    @Test
    void aPathIsMoved() {
        verify("""
                void m(Pair p) {
                    sink(p.left);
                    p.left.peek(); // error: [use-after-move] p.left is used after it was moved on every path
                }
                void n(Pair p) {
                    sink(p.left);
                    p.right.peek();
                    sink(p.right);
                }
                void o(Pair p) {
                    Token t = p.left;
                    sink(t);
                    p.left.peek(); // error: [use-after-move] p.left is used after it was moved on every path
                }
                """);
    }

    @Test
    void anOwnerIsPartlyMoved() {
        verify("""
                void passed(Pair p) {
                    sink(p.left);
                    sink(p); // error: [partial-move] p is used after p.left was moved out of it on every path
                }
                Pair returned(Pair p) {
                    sink(p.left);
                    return p; // error: [partial-move] p is used after p.left was moved out of it on every path
                }
                void called(Pair p) {
                    sink(p.left);
                    p.size(); // error: [partial-move] p is used after p.left was moved out of it on every path
                }
                void onOnePath(Pair p) {
                    if (flip()) {
                        sink(p.left);
                    }
                    sink(p); // error: [partial-move] p is used after p.left was moved out of it on some path
                }
                """);
    }

    @Test
    void aPathGetsAFreshValue() {
        verify("""
                void m(Pair p) {
                    sink(p.left);
                    p.left = new Token();
                    sink(p);
                }
                void n(Pair p) {
                    sink(p.left);
                    p = new Pair();
                    p.left.peek();
                    sink(p);
                }
                void o(Pair p) {
                    sink(p.left);
                    p.right = new Token();
                    sink(p); // error: [partial-move] p is used after p.left was moved out of it on every path
                }
                """);
    }

    @Test
    void longPaths() {
        verify("""
                void m(Nest n) {
                    sink(n.pair.left);
                    n.pair.left.peek(); // error: [use-after-move] n.pair.left is used after it was moved on every path
                }
                void p(Nest n) {
                    sink(n.pair.left);
                    sink(n.pair); // error: [partial-move] n.pair is used after n.pair.left was moved out of it on every path
                }
                void q(Nest n, Nest other) {
                    sink(n.pair.left);
                    other.pair.left.peek();
                    sink(n.pair.right);
                }
                void r(Nest n) {
                    sink(n.pair.left);
                    n.pair = new Pair();
                    n.pair.left.peek();
                }
                void s(Nest n) {
                    Pair p = n.pair;
                    sink(p.left);
                    n.pair.left.peek(); // error: [use-after-move] n.pair.left is used after it was moved on every path
                }
                """);
    }

    @Test
    void aPathOfALocalObject() {
        verify("""
                void m() {
                    Pair p = new Pair();
                    p.left = new Token();
                    sink(p.left);
                    p.left.peek(); // error: [use-after-move] p.left is used after it was moved on every path
                }
                Pair n() {
                    Pair p = new Pair();
                    p.left = new Token();
                    p.right = Token.make();
                    return p;
                }
                """);
    }

    @Test
    void aPathOfABorrowedParameter() {
        verify("""
                void m(@Borrows Pair p) {
                    sink(p.left); // error: [move-out-of-field] p.left is moved into parameter token of Api.sink and stays in its field
                }
                void n(@Borrows Pair p) {
                    Token t = p.left;
                    p.left = null;
                    sink(t);
                }
                int o(@Borrows Pair p) {
                    return p.left.peek();
                }
                """);
    }

    @Test
    void aPathOfAField() {
        verify("""
                Pair pair;
                void m() {
                    sink(pair.left); // error: [move-out-of-field] this.pair.left is moved into parameter token of Api.sink and stays in its field
                }
                void n() {
                    Token t = pair.left;
                    pair.left = null;
                    sink(t);
                }
                """);
    }

    @Test
    void aFieldOfTheTypeItself() {
        verify("""
                static class Chain extends Token {
                    Token rest() {
                        return next; // error: [move-out-of-field] this.next is returned and stays in its field
                    }
                    Token take() {
                        Token t = next;
                        next = null;
                        return t;
                    }
                    @Consumes Token unwrap() {
                        return next;
                    }
                }
                void m(Token t) {
                    sink(t.next);
                    t.next.peek(); // error: [use-after-move] t.next is used after it was moved on every path
                }
                void n(Token t) {
                    sink(t.next);
                    sink(t); // error: [partial-move] t is used after t.next was moved out of it on every path
                }
                """);
    }

    @Test
    void aMoveOfTheWholeTakesItsParts() {
        verify("""
                void m(Token t) {
                    sink(t);
                    t.next.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    Token rest = t.next;
                    sink(t); // error: [partial-move] t is used after t.next was moved out of it on every path
                }
                """);
    }

    @Test
    void storingTwice() {
        verify("""
                Token one;
                Token other;
                void m(Token t) {
                    one = t;
                    other = t; // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t) {
                    one = other = t; // error: [shared-store] the value stored in this.other is stored in Fixture.one as well
                }
                void o() {
                    one = other = new Token(); // error: [shared-store] the value stored in this.other is stored in Fixture.one as well
                }
                void p(Token t, Token u) {
                    one = t;
                    other = u;
                }
                void q() {
                    one = other = null;
                }
                """);
    }

    @Test
    void storingOnTwoPaths() {
        verify("""
                Token one;
                Token other;
                void m(Token t) {
                    if (flip()) {
                        one = t;
                    } else {
                        other = t;
                    }
                }
                """);
    }

    @Test
    void aVolatileOrFinalFieldIsAField() {
        verify("""
                volatile Token hot;
                final Token fixed = new Token();
                Token m() {
                    return hot; // error: [move-out-of-field] this.hot is returned and stays in its field
                }
                Token n() {
                    return fixed; // error: [move-out-of-field] this.fixed is returned and stays in its field
                }
                Token o() {
                    Token t = hot;
                    hot = null;
                    return t;
                }
                """);
    }

    @Test
    void aFieldOfASuperclass() {
        verify("""
                static class Base { Token field; }
                static class Below extends Base {
                    Token m() {
                        return field; // error: [move-out-of-field] this.field is returned and stays in its field
                    }
                    Token n() {
                        return super.field; // error: [move-out-of-field] this.field is returned and stays in its field
                    }
                    Token take() {
                        Token t = super.field;
                        this.field = null;
                        return t;
                    }
                }
                """);
    }

    @Test
    void aFieldBehindAMethodOfItsOwn() {
        verify("""
                static class Box {
                    private Token token;
                    Token take() {
                        Token t = token;
                        token = null;
                        return t;
                    }
                    void put(Token t) { token = t; }
                    boolean isEmpty() { return token == null; }
                }
                void m(Box box) {
                    Token t = box.take();
                    sink(t);
                    box.put(Token.make());
                    sink(box.take());
                }
                """);
    }

    @Test
    void aFieldOfAPlainTypeIsNobodysConcern() {
        verify("""
                String name;
                Pair pair;
                String m() {
                    return name;
                }
                Pair n() {
                    return pair;
                }
                """);
    }

    @Test
    void anotherNameOfAnObjectThatIsReplaced() {
        verify("""
                void m(Pair p) {
                    Pair q = p;
                    p = new Pair();
                    sink(p.left);
                    q.left.peek();
                }
                void n(Pair p) {
                    Pair q = p;
                    sink(p.left);
                    q.left.peek(); // error: [use-after-move] p.left is used after it was moved on every path
                }
                void o(Pair p) {
                    sink(p.left);
                    p = p;
                    p.left.peek(); // error: [use-after-move] p.left is used after it was moved on every path
                }
                """);
    }

    @Test
    void aComponentOfARecordIsAPath() {
        verify("""
                record Held(Token token, int n, Token other) {}
                void m(Held held) {
                    sink(held.token());
                    held.token().peek(); // error: [use-after-move] held.token is used after it was moved on every path
                }
                int n(Held held) {
                    sink(held.token());
                    sink(held.other());
                    return held.n();
                }
                Held o(Held held) {
                    sink(held.token());
                    return held; // error: [partial-move] held is used after held.token was moved out of it on every path
                }
                void p(@Borrows Held held) {
                    sink(held.token()); // error: [move-out-of-field] held.token is moved into parameter token of Api.sink and stays in its field
                }
                """);
    }

    @Test
    void anExplicitAccessorLetsTheFieldOut() {
        verify("""
                record Held(Token token) {
                    public Token token() {
                        return token; // error: [move-out-of-field] this.token is returned and stays in its field
                    }
                }
                record Checked(Token token) {
                    public Token token() {
                        Objects.requireNonNull(token);
                        return token; // error: [move-out-of-field] this.token is returned and stays in its field
                    }
                }
                """);
    }

    @Test
    void aFieldIsSeenBeforeItIsOverwritten() {
        verify("""
                Token field;
                int worth() { return field.peek(); }
                int other() { return 1; }
                Token late() {
                    Token t = field; // error: [move-out-of-field] this.field is taken out of its field after Fixture.worth could see it there
                    worth();
                    field = null;
                    return t;
                }
                Token inTime() {
                    Token t = field;
                    other();
                    field = null;
                    worth();
                    return t;
                }
                """);
    }
}
