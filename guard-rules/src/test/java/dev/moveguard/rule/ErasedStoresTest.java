package dev.moveguard.rule;

import dev.moveguard.code.TypePattern;
import dev.moveguard.testkit.RuleVerifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reaches a field whose declared type does not tell, by ways that erase it: copies, functions, handles. */
class ErasedStoresTest {
    private static final Rule RULE =
            new NeverStoresRule(List.of(TypePattern.of("Frame")), List.of(TypePattern.of("Token")), Exceptions.of());

    private static final String TOKEN = """
            import java.lang.invoke.*;
            import java.util.*;
            import java.util.concurrent.atomic.*;
            import java.util.function.*;
            import java.util.stream.*;
            class Token { String name() { return ""; } }
            """;

    private static void verify(String fixture) {
        RuleVerifier.of(RULE).verify(TOKEN + fixture);
    }

    @Test
    void reportsACopyOfAContainer() {
        verify("""
                class Frame {
                    List<Object> list;
                    Object any;
                    Map<String, Object> map;
                    Object[] array;
                    void keep(List<Token> given, Map<String, Token> named, Token[] row, Optional<Token> one) {
                        list = new ArrayList<>(given); // error: [never-stores] Frame.list is given a value that carries a Token
                        list = List.copyOf(given); // error: [never-stores] Frame.list is given a value that carries a Token
                        any = Collections.unmodifiableList(given); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = given.toArray(); // error: [never-stores] Frame.any is given a value that carries a Token
                        map = new HashMap<>(named); // error: [never-stores] Frame.map is given a value that carries a Token
                        array = row.clone(); // error: [never-stores] Frame.array is given a value that carries a Token
                        any = Arrays.asList(row); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = one.get(); // error: [never-stores] Frame.any is given a Token
                    }
                    void keepLocal(List<Token> given) {
                        List<Token> copy = new ArrayList<>(given);
                        any = copy; // error: [never-stores] Frame.any is given a value that carries a Token
                    }
                    void count(List<Token> given, Map<Token, String> texts, List<String> names) {
                        any = given.size();
                        any = texts.values();
                        list = new ArrayList<>(names);
                        list = List.copyOf(texts.values());
                        array = names.toArray();
                        any = given.isEmpty() ? names : given.get(0).name();
                    }
                }
                """);
    }

    @Test
    void reportsAViewOfAContainer() {
        verify("""
                class Frame {
                    Object any;
                    void keep(Map<String, Token> named, List<Token> given) {
                        any = named.values(); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = named.entrySet(); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = given.subList(0, 1); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = given.iterator(); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = named.keySet();
                        any = given.stream().map(Token::name).iterator();
                    }
                }
                """);
    }

    @Test
    void reportsWhatAPipelineCollects() {
        verify("""
                class Frame {
                    List<?> list;
                    Object any;
                    void keep(Stream<Token> given, Collection<String> names) {
                        list = given.filter(token -> token != null).toList(); // error: [never-stores] Frame.list is given a value that carries a Token
                        any = given.collect(Collectors.toList()); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = given.collect(Collectors.groupingBy(Token::name)); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = given.collect(Collectors.toMap(Token::name, token -> token)); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = names.stream().map(name -> new Token()).toList(); // error: [never-stores] Frame.any is given a value that carries a Token
                    }
                    void summarise(Stream<Token> given) {
                        list = given.map(Token::name).toList();
                        any = given.collect(Collectors.counting());
                        any = given.map(token -> token.name()).collect(Collectors.joining());
                        any = given.collect(Collectors.groupingBy(Token::name, Collectors.counting()));
                        any = given.collect(Collectors.toMap(Token::name, token -> token.name()));
                    }
                }
                """);
    }

    @Test
    void followsGenericTypesOfOnesOwn() {
        verify("""
                class Box<X> {
                    X inside;
                    List<X> all() { return List.of(inside); }
                    static <Y> Set<Y> copied(Collection<? extends Y> from) { return new HashSet<>(from); }
                    String label() { return ""; }
                }
                class TokenBox extends Box<Token> {}
                class Frame {
                    Object any;
                    void keep(Box<Token> box, TokenBox own, List<Token> given, Box<String> texts) {
                        any = box.all(); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = own.all(); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = Box.copied(given); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = box.label();
                        any = texts.all();
                    }
                }
                """);
    }

    @Test
    void reportsWhatAFunctionMakes() {
        verify("""
                class Frame {
                    final Map<String, Object> map = new HashMap<>();
                    final AtomicReference<Object> slot = new AtomicReference<>();
                    ThreadLocal<Object> local;
                    Object any;
                    final List<Object> list = new ArrayList<>();
                    void keep(Token token) {
                        map.computeIfAbsent("a", key -> new Token()); // error: [never-stores] Frame.map is given a Token
                        map.compute("b", (key, old) -> token); // error: [never-stores] Frame.map is given a Token
                        slot.updateAndGet(old -> token); // error: [never-stores] Frame.slot is given a Token
                        list.replaceAll(old -> new Token()); // error: [never-stores] Frame.list is given a Token
                        map.computeIfPresent("c", (key, old) -> List.of(token)); // error: [never-stores] Frame.map is given a value that carries a Token
                    }
                    void keepWhatOnlyTheLambdaNames() {
                        map.computeIfAbsent("a", key -> new Token()); // error: [never-stores] Frame.map is given a Token
                    }
                    void keepMade() {
                        local = ThreadLocal.withInitial(Token::new); // error: [never-stores] Frame.local is given a value that carries a Token
                        Map<String, Object> fresh = new HashMap<>();
                        fresh.computeIfAbsent("a", key -> new Token());
                        any = fresh; // error: [never-stores] Frame.any is given a Token
                        any = Optional.of("a").map(name -> new Token()); // error: [never-stores] Frame.any is given a value that carries a Token
                    }
                    void look(Token token) {
                        map.computeIfAbsent("a", key -> token.name());
                        slot.updateAndGet(old -> new Token().name());
                        local = ThreadLocal.withInitial(() -> new Token().name());
                        any = (Supplier<Object>) Token::new;
                    }
                }
                """);
    }

    @Test
    void reportsWhatAStaticMethodPutsIn() {
        verify("""
                class Frame {
                    final List<Object> list = new ArrayList<>();
                    final Object[] array = new Object[3];
                    Object any;
                    void keep(Token token, Token[] row) {
                        Collections.addAll(list, token); // error: [never-stores] Frame.list is given a Token
                        Collections.fill(list, token); // error: [never-stores] Frame.list is given a Token
                        Arrays.fill(array, token); // error: [never-stores] Frame.array is given a Token
                        System.arraycopy(row, 0, array, 0, 1); // error: [never-stores] Frame.array is given a Token
                        any = Objects.requireNonNullElse(any, token); // error: [never-stores] Frame.any is given a Token
                        Object[] fresh = new Object[1];
                        Arrays.fill(fresh, token);
                        any = fresh; // error: [never-stores] Frame.any is given a value that carries a Token
                    }
                    void look(Token token, Token[] row, Object[] other) {
                        Collections.addAll(list, token.name());
                        System.arraycopy(array, 0, other, 0, 1);
                        Arrays.fill(row, token);
                    }
                }
                """);
    }

    @Test
    void reportsAWriteByAHandle() {
        verify("""
                class Frame {
                    Object any;
                    Token known; // error: [never-stores] Frame.known stores a Token
                    String text;
                    private static final VarHandle ANY;
                    private static final VarHandle KNOWN;
                    private static final VarHandle TEXT;
                    static {
                        try {
                            MethodHandles.Lookup lookup = MethodHandles.lookup();
                            ANY = lookup.findVarHandle(Frame.class, "any", Object.class);
                            KNOWN = lookup.findVarHandle(Frame.class, "known", Token.class);
                            TEXT = lookup.findVarHandle(Frame.class, "text", String.class);
                        } catch (ReflectiveOperationException e) {
                            throw new AssertionError(e);
                        }
                    }
                    void keep(Token token) {
                        ANY.set(this, token); // error: [never-stores] Frame.any is given a Token
                        ANY.compareAndSet(this, null, token); // error: [never-stores] Frame.any is given a Token
                        Object old = ANY.getAndSetRelease(this, token); // error: [never-stores] Frame.any is given a Token
                        KNOWN.set(this, token);
                    }
                    void look(Token token) {
                        TEXT.setVolatile(this, token.name());
                        Object now = ANY.getVolatile(this);
                    }
                }
                """);
    }

    @Test
    void allowsAFunctionThatWillMakeOne() {
        verify("""
                interface Mapper<A, B> { B map(A from); }
                class Keeping<A, B> implements Mapper<A, B> {
                    B last;
                    public B map(A from) { return last; }
                }
                class Frame<B> {
                    Mapper<String, B> mapper;
                    Object any;
                    @SuppressWarnings("unchecked")
                    void use(Token token) {
                        mapper = name -> (B) new Token();
                        any = (Mapper<String, Token>) name -> new Token();
                        any = (Mapper<String, Token>) name -> token; // error: [never-stores] Frame.any is given a value that carries a Token
                    }
                }
                """);
    }

    @Test
    void infersThroughMethodReferencesAndSupertypes() {
        verify("""
                interface Repository<E> {
                    E find(String id);
                    List<E> all();
                    default Optional<E> first() { return all().stream().findFirst(); }
                }
                interface Tokens extends Repository<Token> {}
                record Pair<A, B>(A a, B b) {
                    <C> Pair<C, B> with(C c) { return new Pair<>(c, b); }
                }
                class Frame {
                    Object any;
                    List<Object> list;
                    void keep(Tokens tokens, Map<String, List<Token>> groups, Pair<String, Token> pair, Supplier<Token> maker) {
                        any = tokens.find("a"); // error: [never-stores] Frame.any is given a Token
                        any = tokens.first(); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = groups.values().stream().flatMap(List::stream).toList(); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = groups.get("a").stream().collect(ArrayList::new, ArrayList::add, ArrayList::addAll); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = pair.with(1); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = maker.get(); // error: [never-stores] Frame.any is given a Token
                        list = Stream.iterate((Object) "", x -> new Token()).limit(3).toList(); // error: [never-stores] Frame.list is given a value that carries a Token
                    }
                    void look(Tokens tokens, Map<String, List<Token>> groups, Pair<Token, String> pair) {
                        any = tokens.first().map(Token::name);
                        any = groups.values().stream().flatMap(group -> group.stream().map(Token::name)).toList();
                        any = pair.with("a");
                        any = pair.b();
                    }
                }
                """);
    }

    @Test
    void reportsAMethodReferenceThatPutsIn() {
        verify("""
                class Frame {
                    final Queue<Object> queue = new ArrayDeque<>();
                    final Object[] row = new Object[2];
                    void keep(List<Token> given, Token token) {
                        given.forEach(queue::add); // error: [never-stores] Frame.queue is given a Token
                        Arrays.setAll(row, index -> token); // error: [never-stores] Frame.row is given a Token
                    }
                    void look(List<Token> given, Token token) {
                        given.stream().map(Token::name).forEach(queue::add);
                        given.forEach(queue::remove);
                        Arrays.setAll(row, index -> token.name());
                    }
                }
                """);
    }

    @Test
    void allowsWhatIsOnlyComparedWith() {
        verify("""
                class Frame {
                    final AtomicReference<Object> slot = new AtomicReference<>();
                    final Map<String, Object> map = new HashMap<>();
                    void look(Token token) {
                        slot.compareAndSet(token, null);
                        map.replace("a", token, "");
                        map.remove("a", token);
                    }
                    void keep(Token token) {
                        slot.compareAndSet(null, token); // error: [never-stores] Frame.slot is given a Token
                        map.replace("a", "", token); // error: [never-stores] Frame.map is given a Token
                        map.replace("a", token); // error: [never-stores] Frame.map is given a Token
                    }
                }
                """);
    }

    /** A function may capture a target and give none of it away: the type of what is collected tells. */
    @Test
    void allowsTextsThatAFunctionReadsFromOne() {
        verify("""
                class Frame {
                    Object any;
                    Object later;
                    void look(List<Token> given, Token token, List<String> ids) {
                        any = ids.stream().map(id -> given.get(0).name()).toList();
                        any = ids.stream().map(id -> id + token.name()).collect(Collectors.toList());
                        later = ids.stream().map(id -> id + token.name()); // error: [never-stores] Frame.later is given a value that carries a Token
                    }
                }
                """);
    }

    /** The class file of the holder does not mention the type. */
    @Test
    void reportsAContainerFromAMethodOfAnotherClass() {
        verify("""
                class Store {
                    List<Token> all() { return List.of(); }
                    List<String> names() { return List.of(); }
                }
                class Shop extends Store {}
                class Frame {
                    Object any;
                    void keep(Store store) {
                        any = store.all(); // error: [never-stores] Frame.any is given a value that carries a Token
                        any = store.names();
                    }
                    static class Inner {
                        Object kept;
                        void keep(Shop shop) {
                            kept = shop.all(); // error: [never-stores] Frame.Inner.kept is given a value that carries a Token
                        }
                    }
                }
                """);
    }

    /** Generated code makes one value from the other, thousands of times. */
    @Test
    void comesToAnEndWhereAChainOrATypeIsVeryLong() {
        verify("""
                record Pair<A, B>(A a, B b) {}
                class Frame {
                    Object any;
                    Object first;
                    static <X> X same(X x) { return x; }
                    static <X> Pair<X, X> twin(X x) { return new Pair<>(x, x); }
                    void chain(List<Token> given) {
                        List<?> list = given;
                        %s
                        any = list;
                    }
                    void twins(Token token) {
                        var first = token;
                        %s
                        this.first = v40; // error: [never-stores] Frame.first is given a value that carries a Token
                    }
                }
                """.formatted(
                "list = same(list);\n".repeat(3000),
                java.util.stream.IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> "Object v" + i + " = twin(" + (i == 1 ? "first" : "v" + (i - 1)) + ");\n")
                        .collect(java.util.stream.Collectors.joining())));
    }

    @Test
    void judgesEachOfTwoValuesByItself() {
        verify("""
                class Frame {
                    List<Object> list;
                    void keep(boolean isEmpty, Token token, List<String> texts) {
                        List<Object> own = new ArrayList<>();
                        own.add(token);
                        list = isEmpty ? List.copyOf(texts) : own; // error: [never-stores] Frame.list is given a value that carries a Token
                    }
                    void look(boolean isEmpty, List<String> texts) {
                        list = isEmpty ? List.copyOf(texts) : new ArrayList<>();
                    }
                }
                """);
    }

    /** Nothing else in these bodies is a place where a value can stay. */
    @Test
    void findsEachWayByItself() {
        verify("""
                class Frame {
                    final AtomicReference<Object> slot = new AtomicReference<>();
                    final List<Object> list = new ArrayList<>();
                    final Object[] row = new Object[2];
                    final Map<String, Object> map = new HashMap<>();
                    void update(Token token) { slot.updateAndGet(old -> token); } // error: [never-stores] Frame.slot is given a Token
                    void getAndUpdate(Token token) { slot.getAndUpdate(old -> token); } // error: [never-stores] Frame.slot is given a Token
                    void replaceAll(Token token) { list.replaceAll(old -> token); } // error: [never-stores] Frame.list is given a Token
                    void setAll(Token token) { Arrays.setAll(row, index -> token); } // error: [never-stores] Frame.row is given a Token
                    void compute(Token token) { map.compute("a", (key, old) -> token); } // error: [never-stores] Frame.map is given a Token
                    void fill(Token token) { Arrays.fill(row, token); } // error: [never-stores] Frame.row is given a Token
                    void copy(Token[] from) { System.arraycopy(from, 0, row, 0, 1); } // error: [never-stores] Frame.row is given a Token
                    void addAll(Token token) { Collections.addAll(list, token); } // error: [never-stores] Frame.list is given a Token
                    void reference(List<Token> from) { from.forEach(list::add); } // error: [never-stores] Frame.list is given a Token
                    void both(Token token) { map.replaceAll((key, old) -> token); } // error: [never-stores] Frame.map is given a Token
                }
                """);
    }
}
