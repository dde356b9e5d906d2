package dev.moveguard.flow;

import static dev.moveguard.flow.Moving.verify;

import org.junit.jupiter.api.Test;

/** Arrays and collections: they lend what they hold, and give away what is taken out. */
class MoveOnlyContainersTest {
    @Test
    void anElementIsLent() {
        verify("""
                Token[] all;
                List<Token> list;
                void array() {
                    sink(all[0]); // error: [move-out-of-index] an element of this.all is moved into parameter token of Api.sink and stays in its container
                }
                void list() {
                    sink(list.get(0)); // error: [move-out-of-index] an element of this.list is moved into parameter token of Api.sink and stays in its container
                }
                void arrayOfAnArgument(Token[] tokens, int i) {
                    sink(tokens[i]); // error: [move-out-of-index] an element of tokens is moved into parameter token of Api.sink and stays in its container
                }
                Token returned(List<Token> tokens) {
                    return tokens.get(0); // error: [move-out-of-index] an element of tokens is returned and stays in its container
                }
                void consumed(Map<String, Token> map) {
                    map.get("a").spend(); // error: [move-out-of-index] an element of map is used up by Token.spend and stays in its container
                }
                void inAVariable(List<Token> tokens) {
                    Token t = tokens.get(0);
                    t.peek();
                    sink(t); // error: [move-out-of-index] t is moved into parameter token of Api.sink and stays in its container
                }
                void peeked(Deque<Token> queue) {
                    sink(queue.peekFirst()); // error: [move-out-of-index] an element of queue is moved into parameter token of Api.sink and stays in its container
                }
                void stored(Token[] tokens, Token[] others) {
                    others[0] = tokens[0]; // error: [move-out-of-index] an element of tokens is stored in an array and stays in its container
                }
                void optional(Optional<Token> optional) {
                    optional.get().peek();
                }
                """);
    }

    @Test
    void anElementIsLookedAt() {
        verify("""
                Token[] all;
                int m(List<Token> list, Map<String, Token> map) {
                    look(all[0]);
                    Token t = list.get(0);
                    return t.peek() + all[1].peek() + map.get("a").id + list.get(1).peek();
                }
                """);
    }

    @Test
    void anElementIsTakenOut() {
        verify("""
                void m(List<Token> list, Map<String, Token> map, Deque<Token> queue, Iterator<Token> iterator) {
                    sink(list.remove(0));
                    sink(map.remove("a"));
                    sink(queue.poll());
                    sink(queue.pop());
                    sink(queue.removeFirst());
                    sink(queue.pollLast());
                    sink(iterator.next());
                }
                void n(BlockingQueue<Token> queue) throws InterruptedException {
                    Token t = queue.take();
                    sink(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void anElementIsTakenFromAnArray() {
        verify("""
                Token m(Token[] all, int i) {
                    Token t = all[i];
                    all[i] = null;
                    return t;
                }
                void n(Token[] all) {
                    Token t = all[0];
                    all[0] = all[1];
                    all[1] = t;
                }
                void close(Token[] all, List<Token> list, int i) {
                    all[i] = all[i + 1];
                    list.set(i, list.get(i + 1));
                }
                """);
    }

    @Test
    void aSetTakesOut() {
        verify("""
                Token m(List<Token> all, Token t) {
                    return all.set(0, t);
                }
                Token n(AtomicReference<Token> all) {
                    return all.getAndSet(null);
                }
                void o(Map<String, Token> all, Token t) {
                    Token old = all.put("a", t);
                    if (old != null) {
                        sink(old);
                    }
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void anAtomicIsLookedInto() {
        verify("""
                int m(AtomicReference<Token> all) {
                    return all.get().peek();
                }
                Token n(AtomicReference<Token> all) {
                    return all.get(); // error: [move-out-of-index] an element of all is returned and stays in its container
                }
                """);
    }

    @Test
    void elementsOfALoop() {
        verify("""
                void m(List<Token> all) {
                    for (Token t : all) {
                        t.peek();
                    }
                    for (Token t : all) {
                        sink(t);
                    }
                }
                void n(Token[] all) {
                    for (Token t : all) {
                        t.peek();
                    }
                    for (Token t : all) {
                        sink(t); // error: [move-out-of-index] t is moved into parameter token of Api.sink and stays in its container
                    }
                }
                void o(Map<String, Token> all) {
                    for (Map.Entry<String, Token> entry : all.entrySet()) {
                        entry.getValue().peek();
                    }
                    for (Token t : all.values()) {
                        t.peek();
                    }
                }
                """);
    }

    @Test
    void anArrayIsMoveOnly() {
        verify("""
                static void all(Token[] tokens) { }
                void m(Token[] tokens) {
                    all(tokens);
                    tokens[0].peek(); // error: [use-after-move] tokens is used after it was moved on every path
                }
                void n(Token[] tokens) {
                    Token[] other = tokens;
                    int i = tokens.length; // error: [use-after-move] tokens is used after it was moved on every path
                    tokens[0] = null; // error: [use-after-move] tokens is used after it was moved on every path
                }
                void o(Token[][] tokens) {
                    all(tokens[0]); // error: [move-out-of-index] an element of tokens is moved into parameter tokens of Fixture.all and stays in its container
                }
                Token[] p() {
                    Token[] tokens = new Token[3];
                    tokens[0] = new Token();
                    return tokens;
                }
                """);
    }

    @Test
    void anArrayOfOneValueTwice() {
        verify("""
                Token[] m(Token t) {
                    return new Token[] {t, t}; // error: [use-after-move] t is used after it was moved on every path
                }
                void n(Token t, Token[] all) {
                    all[0] = t;
                    all[1] = t; // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void factoriesKeep() {
        verify("""
                void m(Token a, Token b, Token c, Token d) {
                    List<Token> one = List.of(a);
                    List<Token> two = Arrays.asList(b);
                    Set<Token> three = Set.of(c);
                    Map<String, Token> four = Map.of("d", d);
                    a.peek(); // error: [use-after-move] a is used after it was moved on every path
                    b.peek(); // error: [use-after-move] b is used after it was moved on every path
                    c.peek(); // error: [use-after-move] c is used after it was moved on every path
                    d.peek(); // error: [use-after-move] d is used after it was moved on every path
                }
                void n(Token t) {
                    List<Token> twice = List.of(t, t); // error: [use-after-move] t is used after it was moved on every path
                }
                void o(Token t) {
                    Collections.addAll(new ArrayList<Token>(), t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void p(Token t) {
                    CompletableFuture<Token> f = CompletableFuture.completedFuture(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void q(Token t, CompletableFuture<Token> f) {
                    f.complete(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void r(Token t) {
                    java.util.stream.Stream<Token> s = java.util.stream.Stream.of(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void manyCopiesAreShared() {
        verify("""
                void m(Token t, Token[] all) {
                    Arrays.fill(all, t); // error: [shared-store] t is stored more than once, moved into Arrays.fill
                }
                List<Token> n(Token t) {
                    return Collections.nCopies(3, t); // error: [shared-store] t is stored more than once, moved into Collections.nCopies
                }
                """);
    }

    @Test
    void lookingInCollections() {
        verify("""
                void m(Token t, List<Token> all, Map<Token, String> names) {
                    all.contains(t);
                    all.indexOf(t);
                    all.remove(t);
                    names.containsKey(t);
                    names.get(t);
                    t.peek();
                    sink(t);
                }
                """);
    }

    @Test
    void addersOfEveryCollection() {
        verify("""
                void m(Token a, Token b, Token c, Token d, Token e, Token f) {
                    new ArrayDeque<Token>().push(a);
                    new LinkedList<Token>().addFirst(b);
                    new PriorityQueue<Token>().offer(c);
                    new Vector<Token>().addElement(d);
                    new ConcurrentHashMap<String, Token>().putIfAbsent("e", e);
                    new ArrayList<Token>().add(0, f);
                    a.peek(); // error: [use-after-move] a is used after it was moved on every path
                    b.peek(); // error: [use-after-move] b is used after it was moved on every path
                    c.peek(); // error: [use-after-move] c is used after it was moved on every path
                    d.peek(); // error: [use-after-move] d is used after it was moved on every path
                    e.peek(); // error: [use-after-move] e is used after it was moved on every path
                    f.peek(); // error: [use-after-move] f is used after it was moved on every path
                }
                """);
    }

    @Test
    void aBlockingQueueKeeps() {
        verify("""
                void m(BlockingQueue<Token> all, Token t) throws InterruptedException {
                    all.put(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void n(TransferQueue<Token> all, Token t) throws InterruptedException {
                    all.transfer(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                void o(Exchanger<Token> all, Token t) throws InterruptedException {
                    t = all.exchange(t);
                    t.peek();
                }
                """);
    }

    @Test
    void aCollectionOfItsOwn() {
        verify("""
                static class Bag extends ArrayList<Token> {
                    @Override public boolean add(Token t) {
                        return super.add(t);
                    }
                }
                void m(Bag bag, Token t) {
                    bag.add(t);
                    t.peek(); // error: [use-after-move] t is used after it was moved on every path
                }
                """);
    }

    @Test
    void streamsOfElements() {
        verify("""
                int m(List<Token> all) {
                    return all.stream().filter(t -> t.id > 2).mapToInt(Token::peek).sum();
                }
                void n(List<Token> all) {
                    all.forEach(t -> {
                        sink(t);
                        t.peek(); // error: [use-after-move] t is used after it was moved on every path
                    });
                }
                """);
    }

    @Test
    void aCopyConstructorOfACollection() {
        verify("""
                void m(Token a, Token b) {
                    List<Token> all = new ArrayList<>(List.of(a, b));
                    all.get(0).peek();
                }
                """);
    }

    @Test
    void aBoxedIndex() {
        verify("""
                void m(Map<Integer, Token> all, Token t) {
                    Integer key = t.peek();
                    all.put(key, t);
                    all.get(key).peek();
                    sink(all.get(key)); // error: [move-out-of-index] an element of all is moved into parameter token of Api.sink and stays in its container
                }
                """);
    }

    @Test
    void aFilledArrayStaysWhereItIs() {
        verify("""
                void m(Token[] all) {
                    Arrays.fill(all, null);
                    all[0] = new Token();
                    all[0].peek();
                }
                """);
    }
}
