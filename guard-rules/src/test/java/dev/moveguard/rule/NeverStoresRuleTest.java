package dev.moveguard.rule;

import dev.moveguard.code.TypePattern;
import dev.moveguard.testkit.RuleVerifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeverStoresRuleTest {
    private static final String CONTINUATION = "class Continuation { void use() {} }\n";

    private final RuleVerifier rule = verifier("Frame");

    private static RuleVerifier verifier(String holder, String... allow) {
        return RuleVerifier.of(new NeverStoresRule(
                List.of(TypePattern.of(holder)), List.of(TypePattern.of("Continuation")), Exceptions.of(allow)));
    }

    private void verify(String fixture) {
        rule.verify(fixture + CONTINUATION);
    }

    @Test
    void reportsARecordComponentAtAnyGenericDepth() {
        verify("""
                import java.util.*;
                record Frame(
                    String stream,
                    Continuation pending, // error:5: [never-stores] Frame.pending stores a Continuation
                    Map<String, List<Continuation>> backups) {} // error:5: [never-stores] Frame.backups stores a Continuation
                """);
    }

    @Test
    void allowsAHandle() {
        verifier("Frame", "K").verify("""
                class Frame { K handle; java.util.List<K> more; }
                class K { private Continuation continuation; }
                """ + CONTINUATION);
    }

    @Test
    void reportsTheFieldBehindATypeThatIsNoHandle() {
        verify("""
                class Frame {
                    Snapshot last; // error: [never-stores] Frame.last keeps a Continuation through Snapshot.saved, Cell.value
                }
                class Snapshot { Cell saved; }
                class Cell { Continuation value; }
                """);
    }

    @Test
    void followsTypesThatGrowWithoutEnd() {
        verify("""
                import java.util.*;
                class Frame {
                    Node<String> words;
                    Tree<String> tree; // error: [never-stores] Frame.tree keeps a Continuation through Tree.kept
                    List<List<List<List<List<List<List<Continuation>>>>>>> far; // error: [never-stores] Frame.far stores a Continuation
                    Box<List<List<List<List<List<List<Continuation>>>>>>> boxed; // error: [never-stores] Frame.boxed stores a Continuation
                }
                class Box<T> { T content; }
                class Node<T> { Node<List<T>> next; Node<Map<T, ? extends T[]>> other; T value; }
                class Tree<T> { Continuation kept; Tree<Optional<T>> below; }
                """);
    }

    @Test
    void reportsContainersOfEveryKind() {
        verify("""
                import java.util.*;
                import java.util.concurrent.atomic.*;
                import java.lang.ref.*;
                class Frame {
                    AtomicReference<Continuation> atomic; // error: [never-stores] Frame.atomic stores a Continuation
                    Optional<Continuation> optional; // error: [never-stores] Frame.optional stores a Continuation
                    Continuation[] array; // error: [never-stores] Frame.array stores a Continuation
                    List<Continuation[][]> arrays; // error: [never-stores] Frame.arrays stores a Continuation
                    ThreadLocal<Continuation> local; // error: [never-stores] Frame.local stores a Continuation
                    WeakReference<Continuation> weak; // error: [never-stores] Frame.weak stores a Continuation
                    SoftReference<? extends Continuation> soft; // error: [never-stores] Frame.soft stores a Continuation
                    Map<String, ? super Continuation> sup; // error: [never-stores] Frame.sup stores a Continuation
                    static Continuation shared; // error: [never-stores] Frame.shared stores a Continuation
                }
                """);
    }

    @Test
    void reportsASubtypeOfTheType() {
        verify("""
                class Frame {
                    Special special; // error: [never-stores] Frame.special stores a Special
                }
                class Special extends Continuation {}
                """);
    }

    @Test
    void reportsAnEnumAndItsConstants() {
        verify("""
                enum Frame {
                    ONE;
                    Continuation pending; // error: [never-stores] Frame.pending stores a Continuation
                }
                """);
    }

    @Test
    void reportsNestedTypesAtAnyDepthAndSubtypes() {
        verify("""
                class Frame {
                    static class Inner { class Deep { Continuation c; } } // error: [never-stores] Frame.Inner.Deep.c stores a Continuation
                }
                class Program extends Frame {
                    Continuation pending; // error: [never-stores] Program.pending stores a Continuation
                }
                """);
    }

    @Test
    void reportsAnInheritedFieldAtTheHolder() {
        verify("""
                class Base { Continuation kept; }
                class Frame extends Base {} // error: [never-stores] Frame.kept, inherited from Base, stores a Continuation
                """);
    }

    @Test
    void reportsATypeVariableThatAHolderBinds() {
        verify("""
                class Box<T> { T value; }
                class Frame extends Box<Continuation> {} // error: [never-stores] Frame.value, inherited from Box, stores a Continuation
                """);
    }

    @Test
    void reportsABoundedTypeVariable() {
        verify("""
                class Frame<T extends Continuation> {
                    T value; // error: [never-stores] Frame.value stores a Continuation
                }
                """);
    }

    @Test
    void reportsWhatTheBoundOfATypeVariableIsMadeOf() {
        verify("""
                import java.util.*;
                import java.util.function.*;
                class Box<Y> { Y content; }
                class Frame<X extends List<Continuation>, Y extends Box<? extends Continuation>> {
                    X listed; // error: [never-stores] Frame.listed stores a Continuation
                    Y boxed; // error: [never-stores] Frame.boxed stores a Continuation
                    Map<String, X[]> deeper; // error: [never-stores] Frame.deeper stores a Continuation
                    class Inner { X inner; } // error: [never-stores] Frame.Inner.inner stores a Continuation
                    static class Other<X> { X free; }
                    class Hidden<X> { X free; }
                    static class Chained<A extends Continuation, B extends Optional<A>, C extends Set<B>> {
                        B optional; // error: [never-stores] Frame.Chained.optional stores a Continuation
                        C all; // error: [never-stores] Frame.Chained.all stores a Continuation
                    }
                    static class Backwards<C extends Set<B>, B extends Optional<List<Continuation>>> {
                        C all; // error: [never-stores] Frame.Backwards.all stores a Continuation
                    }
                    static class Knot<N extends Knot<N, L>, L extends List<N>> { N node; L all; }
                    static class Spoken<A extends Supplier<Continuation>, B extends Comparable<B>, C extends List<C>> {
                        A factory;
                        B ordered;
                        C nested;
                    }
                }
                """);
    }

    @Test
    void reportsABoundThatAWildcardLeavesStanding() {
        verify("""
                import java.util.*;
                class Box<X extends Continuation> { X x; }
                class Plain<X extends AutoCloseable> { X x; }
                class Frame {
                    Box<?> any; // error: [never-stores] Frame.any keeps a Continuation through Box.x
                    Box<?>[] array; // error: [never-stores] Frame.array keeps a Continuation through Box.x
                    List<Box<?>> list; // error: [never-stores] Frame.list keeps a Continuation through Box.x
                    Box<? extends AutoCloseable> less; // error: [never-stores] Frame.less keeps a Continuation through Box.x
                    Box<? super Special> above; // error: [never-stores] Frame.above stores a Special
                    Plain<?> plain;
                    Plain<? extends AutoCloseable> closeable;
                }
                class Special extends Continuation {}
                """);
    }

    @Test
    void reportsTheTypeArgumentsOfAnOuterType() {
        verify("""
                import java.util.*;
                class Outer<X> {
                    class Inner { X x; }
                    class Pair<Y> { X x; Y y; }
                    class Still<Y> { Y y; class Deep { X x; } }
                    class Behind { Inner inner; }
                }
                class Frame {
                    Outer<Continuation>.Inner inner; // error: [never-stores] Frame.inner stores a Continuation
                    List<Outer<Continuation>.Inner> all; // error: [never-stores] Frame.all stores a Continuation
                    Outer<String>.Pair<Continuation> second; // error: [never-stores] Frame.second stores a Continuation
                    Outer<Continuation>.Still<String>.Deep deep; // error: [never-stores] Frame.deep stores a Continuation
                    Outer<Continuation>.Still<String> none;
                    Outer<Continuation>.Behind behind; // error: [never-stores] Frame.behind keeps a Continuation through Outer.Behind.inner
                    class Around<Z> { class In { Z z; } }
                    class Holders { Around<Continuation>.In in; } // error: [never-stores] Frame.Holders.in stores a Continuation
                    Outer<String>.Inner words;
                }
                class Sub extends Outer<Continuation>.Inner {
                    Sub(Outer<Continuation> outer) { outer.super(); }
                }
                """);
    }

    @Test
    void reportsAHolderThatExtendsAnInnerTypeOfABoundOne() {
        verify("""
                class Outer<X> { class Inner { X x; } }
                class Frame extends Outer<Continuation>.Inner { // error: [never-stores] Frame.x, inherited from Outer.Inner, stores a Continuation
                    Frame(Outer<Continuation> outer) { outer.super(); }
                }
                """);
    }

    @Test
    void allowsAnUpdaterAndASubscriberForOne() {
        verify("""
                import java.util.concurrent.Flow;
                import java.util.concurrent.atomic.*;
                class Slot { volatile Continuation content; volatile Object erased; }
                class Frame {
                    static final AtomicReferenceFieldUpdater<Slot, Continuation> CONTENT =
                            AtomicReferenceFieldUpdater.newUpdater(Slot.class, Continuation.class, "content");
                    static final AtomicReferenceFieldUpdater<Slot, Object> ERASED =
                            AtomicReferenceFieldUpdater.newUpdater(Slot.class, Object.class, "erased");
                    Flow.Subscriber<Continuation> subscriber;
                    static void fill(Object slot, Continuation c) {
                        CONTENT.set((Slot) slot, c);
                        ERASED.set((Slot) slot, c); // error: [never-stores] Frame.ERASED is given a Continuation
                    }
                }
                """);
    }

    @Test
    void reportsAProjectBoxThatKeepsItsArgumentAndAllowsACodec() {
        verify("""
                class Frame {
                    Box<Continuation> box; // error: [never-stores] Frame.box stores a Continuation
                    Codec<Continuation> codec;
                }
                class Box<T> { private T value; }
                class Codec<T> { T decode(byte[] bytes) { return null; } }
                """);
    }

    @Test
    void reportsASealedFamilyWithAMemberThatKeepsOne() {
        verify("""
                class Frame {
                    Signal signal; // error: [never-stores] Frame.signal keeps a Continuation through Park.c
                }
                sealed interface Signal permits Send, Park {}
                record Send(Object value) implements Signal {}
                record Park(Continuation c) implements Signal {}
                """);
    }

    @Test
    void reportsAnObjectFieldThatIsGivenOne() {
        verify("""
                class Frame {
                    Object payload;
                    void keep(Continuation c) {
                        payload = c; // error: [never-stores] Frame.payload is given a Continuation
                    }
                }
                """);
    }

    @Test
    void reportsAnObjectFieldThatAnotherClassFillsThroughASetter() {
        verify("""
                class Frame {
                    private Object payload;
                    void payload(Object value) { this.payload = value; }
                }
                class Vm {
                    void park(Frame frame, Continuation c) {
                        frame.payload(c); // error: [never-stores] Frame.payload is given a Continuation
                        frame.payload("text");
                    }
                }
                """);
    }

    @Test
    void reportsAnErasedRecordComponent() {
        verify("""
                record Frame(Object payload) {}
                class Vm {
                    Frame park(Continuation c) {
                        return new Frame(c); // error: [never-stores] Frame.payload is given a Continuation
                    }
                    Frame other(String s) { return new Frame(s); }
                }
                """);
    }

    @Test
    void reportsACollectionOfObjectsThatIsGivenOne() {
        verify("""
                import java.util.*;
                class Frame {
                    final List<Object> items = new ArrayList<>();
                    final Map<String, Object> named = new HashMap<>();
                    final Object[] slots = new Object[4];
                    void keep(Continuation c) {
                        items.add(c); // error: [never-stores] Frame.items is given a Continuation
                        named.put("c", c); // error: [never-stores] Frame.named is given a Continuation
                        slots[0] = c; // error: [never-stores] Frame.slots is given a Continuation
                        items.remove(c);
                        items.contains(c);
                    }
                }
                """);
    }

    @Test
    void reportsARawFieldAndAWrappedValue() {
        verify("""
                import java.util.*;
                import java.util.concurrent.atomic.*;
                class Frame {
                    @SuppressWarnings("rawtypes") List raw;
                    Object cell;
                    void keep(Continuation c) {
                        raw = List.of(c); // error: [never-stores] Frame.raw is given a value that carries a Continuation
                        cell = new AtomicReference<>(c); // error: [never-stores] Frame.cell is given a value that carries a Continuation
                    }
                    void keepMany(Map<String, Continuation> all) {
                        cell = all; // error: [never-stores] Frame.cell is given a value that carries a Continuation
                    }
                }
                """);
    }

    @Test
    void reportsALambdaThatCapturesOneAndIsStored() {
        verify("""
                import java.util.*;
                class Frame {
                    Runnable hook;
                    List<Runnable> hooks = new ArrayList<>();
                    void park(Continuation c) {
                        hook = () -> c.use(); // error: [never-stores] Frame.hook is given a value that carries a Continuation
                        hook = c::use; // error: [never-stores] Frame.hook is given a value that carries a Continuation
                        hooks.add(() -> c.use()); // error: [never-stores] Frame.hooks is given a value that carries a Continuation
                    }
                    void runNow(Continuation c) {
                        Runnable now = () -> c.use();
                        now.run();
                        hook = () -> {};
                    }
                }
                """);
    }

    @Test
    void reportsAnAnonymousClassThatCapturesOneAndIsStored() {
        verify("""
                class Frame {
                    Runnable hook;
                    void park(Continuation c) {
                        hook = new Runnable() { // error: [never-stores] Frame.hook is given an object that captures a Continuation
                            public void run() { c.use(); }
                        };
                    }
                    void runNow(Continuation c) {
                        new Runnable() {
                            public void run() { c.use(); }
                        }.run();
                    }
                }
                """);
    }

    @Test
    void reportsAnObjectWhoseSupertypeIsMadeForOne() {
        verify("""
                import java.util.ArrayList;
                class Pile extends ArrayList<Continuation> {}
                class Names extends ArrayList<String> {}
                class Frame {
                    Object pile;
                    Object names;
                    void fill() {
                        pile = new Pile(); // error: [never-stores] Frame.pile is given a Pile, a supertype of which is made for a Continuation
                        names = new Names();
                    }
                }
                """);
    }

    @Test
    void reportsAnObjectThatKeepsOneBehindAnInterface() {
        verify("""
                interface Listener {}
                class Keeper implements Listener { final Continuation c; Keeper(Continuation c) { this.c = c; } }
                class Quiet implements Listener {}
                class Frame {
                    Listener listener;
                    void loud(Continuation c) {
                        listener = new Keeper(c); // error: [never-stores] Frame.listener is given a Keeper, which keeps a Continuation in Keeper.c
                    }
                    void quiet() { listener = new Quiet(); }
                }
                """);
    }

    @Test
    void allowsWhatOnlySpeaksOfTheType() {
        verify("""
                import java.util.*;
                import java.util.function.*;
                class Frame {
                    Class<Continuation> type = Continuation.class;
                    Function<Continuation, String> show;
                    Supplier<Continuation> factory;
                    Consumer<? super Continuation> sink;
                    List<Predicate<Continuation>> tests;
                    Comparator<Continuation> order;
                    String text = "Continuation pending"; // Continuation pending;
                    void look(Continuation c) { Continuation local = c; local.use(); }
                    Continuation passOn(Continuation c) { return c; }
                }
                """);
    }

    @Test
    void reportsOnceWhatAHolderBindsAndFills() {
        verify("""
                class Base<B> { private final B value; Base(B value) { this.value = value; } }
                class Frame extends Base<Continuation> { // error: [never-stores] Frame.value, inherited from Base, stores a Continuation
                    Frame(Continuation c) { super(c); }
                }
                """);
    }

    @Test
    void allowsTextsAndResultsMadeFromOne() {
        verify("""
                import java.util.*;
                import java.util.stream.*;
                class Frame {
                    Object text;
                    Object size;
                    void note(Continuation c, List<Continuation> all) {
                        text = "at " + c;
                        size = Optional.of(c).map(Object::hashCode).get();
                        size = all.stream().map(Object::toString).collect(Collectors.toList());
                        text = String.format("%s %s", c, c);
                        size = Objects.hash(c, c);
                    }
                }
                """);
    }

    @Test
    void reportsWhatAStreamCollects() {
        verify("""
                import java.util.stream.*;
                class Frame {
                    Object all;
                    void keep(Continuation c) {
                        all = Stream.of(c).filter(x -> x != null).collect(Collectors.toList()); // error: [never-stores] Frame.all is given a value that carries a Continuation
                    }
                }
                """);
    }

    @Test
    void reportsAHolderThatIsAContainerAndAFieldOfOne() {
        verify("""
                import java.util.*;
                class Frame extends ArrayList<Continuation> { // error:7: [never-stores] Frame stores a Continuation, being an ArrayList<Continuation>
                    Rows rows; // error: [never-stores] Frame.rows stores a Continuation
                    Sorted sorted;
                }
                class Rows extends HashMap<String, Continuation> {}
                class Sorted implements Comparator<Continuation> {
                    public int compare(Continuation a, Continuation b) { return 0; }
                }
                """);
    }

    @Test
    void readsATextThatLooksLikeACompilersProblem() {
        verify("""
                class Frame {
                    Object kept;
                    void keep(Continuation c) {
                        kept = c; // error: [never-stores] Frame.kept is given a Continuation
                        note("Unresolved compilation problem: \\n\\tnone");
                    }
                    void note(String text) {}
                }
                """);
    }

    @Test
    void allowsAFieldOnTheList() {
        verifier("Frame", "Frame#pending").verify("""
                class Frame {
                    Continuation pending;
                    Continuation other; // error: [never-stores] Frame.other stores a Continuation
                }
                """ + CONTINUATION);
    }

    @Test
    void doesNotReportOtherTypesThatHoldOne() {
        verify("""
                class Frame { int depth; }
                class Owner { Continuation c; }
                class FrameLike { Continuation c; }
                """);
    }

    @Test
    void doesNotSeeAFieldFilledByReflection() {
        verify("""
                class Frame {
                    Object payload;
                    void keep(Continuation c) throws Exception {
                        Frame.class.getDeclaredField("payload").set(this, c);
                    }
                }
                """);
    }

    @Test
    void seesThroughUnicodeEscapes() {
        verify("""
                class Frame {
                    // \\u000a Continuation hidden; // error: [never-stores] Frame.hidden stores a Continuation
                }
                """.replace("// error", "\\u000a // error"));
    }

    @Test
    void isVacuousWhenTheHolderIsGone() {
        rule.verifyVacuous(
                "class Frames {} " + CONTINUATION,
                "[vacuous-rule] Frame matches no scanned type, did you mean Frames?");
    }

    @Test
    void saysSoWhenTheTypeIsGone() {
        rule.verifyVacuous(
                "class Frame { int x; }",
                "[unresolved-name] Continuation names nothing in the scanned code, its class path or the JDK");
    }

    @Test
    void saysSoWhenAnExceptionIsGone() {
        verifier("Frame", "Frame#pendin")
                .verifyVacuous(
                        "class Frame { int pending; } " + CONTINUATION,
                        "[unresolved-name] Frame#pendin names nothing in the scanned code, its class path or the JDK, did you mean"
                                + " pending?");
    }

    /** A handler interface with this many implementations, each of which keeps what it is given behind {@code Object}. */
    private static String handlers(int count, String expectation) {
        StringBuilder code =
                new StringBuilder("class Continuation {}\ninterface Handler { void take(Object value); }\n");
        for (int i = 0; i < count; i++) {
            code.append(
                    "class H%d implements Handler { Object kept; public void take(Object value) { kept = value; } }\n"
                            .formatted(i));
        }
        return code.append("class Frame { void run(Handler handler, Continuation k) { handler.take(k); } }")
                .append(expectation)
                .append("\n")
                .toString();
    }

    @Test
    void followsACallToAFewImplementations() {
        verifier("H0").verify(handlers(16, " // error: [never-stores] H0.kept is given a Continuation"));
    }

    @Test
    void accusesNoneOfVeryManyImplementations() {
        verifier("H0").verify(handlers(17, ""));
    }
}
