package dev.moveguard.rule;

import dev.moveguard.testkit.RuleVerifier;
import org.junit.jupiter.api.Test;

class SoleOwnerRuleTest {
    private static final String CHAIN = "class Chain { int size; void append(Chain more) { size += more.size; } }\n";

    private final RuleVerifier rule = RuleVerifier.of(SoleOwnerRule.of("Continuation", "chain"));

    private void verify(String fixture) {
        rule.verify(fixture + CHAIN);
    }

    @Test
    void allowsAPrivateFieldThatIsTakenOut() {
        verify("""
                class Continuation {
                    private Chain chain;
                    Continuation(Chain chain) { this.chain = chain; }
                    Chain take() { Chain moved = chain; chain = null; return moved; }
                    boolean isLive() { return chain != null; }
                    void append(Chain more) { chain.append(more); }
                    int size() { return java.util.Objects.requireNonNull(chain).size; }
                    public String toString() { return "Continuation(" + chain + ")"; }
                }
                """);
    }

    @Test
    void reportsAFieldThatIsNotPrivateOrStaticOrVolatile() {
        verify("""
                class Continuation {
                    static volatile Chain chain; // error:21: [sole-owner] Continuation.chain is not private // error: [sole-owner] Continuation.chain is static: all instances share it // error: [sole-owner] Continuation.chain is volatile
                }
                """);
    }

    @Test
    void reportsAWrappedField() {
        verify("""
                import java.util.concurrent.atomic.AtomicReference;
                class Continuation {
                    private final AtomicReference<Chain> chain = new AtomicReference<>(); // error:19: [sole-owner] Continuation.chain is an AtomicReference<Chain>, which wraps the value
                    Chain take() { return chain.getAndSet(null); }
                }
                """);
    }

    @Test
    void reportsArraysOptionalsAndOtherWrappers() {
        for (String wrapper : new String[] {
            "java.util.Optional<Chain>",
            "java.util.List<Chain>",
            "ThreadLocal<Chain>",
            "java.lang.ref.WeakReference<Chain>",
            "java.util.function.Supplier<Chain>",
            "Cell<Chain>"
        }) {
            String shown = wrapper.substring(wrapper.lastIndexOf('.', wrapper.indexOf('<')) + 1);
            String article = "AEIOU".indexOf(shown.charAt(0)) >= 0 ? "an " : "a ";
            verify("""
                    class Continuation {
                        private %s chain; // error: [sole-owner] Continuation.chain is %s%s, which wraps the value
                    }
                    class Cell<T> {}
                    """.formatted(wrapper, article, shown));
        }
        verify("""
                class Continuation {
                    private Chain[] chain; // error: [sole-owner] Continuation.chain is a Chain[], which wraps the value
                }
                """);
    }

    @Test
    void reportsAnotherFieldThatCanHoldOne() {
        verify("""
                import java.util.*;
                class Continuation { private Chain chain; }
                class Vm {
                    Chain backup; // error: [sole-owner] Vm.backup can hold a Chain beside Continuation.chain
                    Map<String, Chain> all; // error: [sole-owner] Vm.all can hold a Chain beside Continuation.chain
                    Longer longer; // error: [sole-owner] Vm.longer can hold a Longer beside Continuation.chain
                    Continuation lawful;
                    java.util.function.Function<Chain, String> show;
                    Class<Chain> type;
                }
                class Longer extends Chain {}
                record Pair(String name, Chain chain) {} // error: [sole-owner] Pair.chain can hold a Chain beside Continuation.chain
                """);
    }

    @Test
    void reportsASecondFieldOfTheOwner() {
        verify("""
                class Continuation {
                    private Chain chain;
                    private Chain spare; // error: [sole-owner] Continuation.spare can hold a Chain beside Continuation.chain
                }
                """);
    }

    @Test
    void allowsHoldersOnTheList() {
        RuleVerifier.of(SoleOwnerRule.of("Continuation", "chain", "Chain", "Vm#spare"))
                .verify("""
                        class Continuation { private Chain chain; }
                        class Vm {
                            Chain spare;
                            Chain other; // error: [sole-owner] Vm.other can hold a Chain beside Continuation.chain
                        }
                        class Chain { Chain next; }
                        """);
    }

    @Test
    void reportsAnObjectFieldAndACaptureThatHoldOne() {
        verify("""
                class Continuation { private Chain chain; }
                class Vm {
                    Object last;
                    Runnable hook;
                    void keep(Chain c) {
                        last = c; // error: [sole-owner] Vm.last is given a Chain beside Continuation.chain
                        hook = () -> c.append(c); // error: [sole-owner] Vm.hook is given a value that carries a Chain beside Continuation.chain
                    }
                }
                """);
    }

    @Test
    void reportsAGetterAndLateClearing() {
        verify("""
                class Continuation {
                    private Chain chain;
                    Chain chain() {
                        return chain; // error: [sole-owner] Continuation.chain lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain sometimes(boolean clear) {
                        Chain moved = chain;
                        if (clear) {
                            chain = null;
                        }
                        return moved; // error: [sole-owner] Continuation.sometimes lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain viaFinally() {
                        try {
                            return chain;
                        } finally {
                            chain = null;
                        }
                    }
                    Chain replace(Chain next) { Chain old = chain; chain = next; return old; }
                }
                """);
    }

    @Test
    void reportsThePassingOnOfAValueThatTheFieldStillHolds() {
        verify("""
                class Continuation {
                    private Chain chain;
                    void give(Pool pool) {
                        pool.keep(chain); // error: [sole-owner] Continuation.give lets the value of Continuation.chain out: it passes it to Pool.keep while the field still holds it
                        chain = null;
                    }
                    void giveAfterClearing(Pool pool) { Chain c = chain; chain = null; pool.keep(c); }
                    boolean lend(Pool pool) { return pool.looksAt(chain); }
                    void put(java.util.List<Object> list) {
                        list.add(chain); // error: [sole-owner] Continuation.put lets the value of Continuation.chain out: it puts it into a container while the field still holds it
                    }
                }
                class Pool {
                    private int total;
                    private Continuation kept;
                    void keep(Chain c) { kept = new Continuation(); Pool.hand(c); }
                    static Chain hand(Chain c) { return c; }
                    boolean looksAt(Chain c) { return c != null && c.size > total; }
                }
                """);
    }

    @Test
    void reportsAValueThatIsPutBack() {
        verify("""
                class Continuation {
                    private Chain chain;
                    Chain take() { Chain c = chain; chain = null; return c; }
                    void set(Chain c) { chain = c; }
                    void keep(Chain c) { set(c); }
                    Chain peek() {
                        Chain c = take();
                        chain = c;
                        return c; // error: [sole-owner] Continuation.peek lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain cleared() {
                        Chain c = chain;
                        chain = null;
                        chain = c;
                        return c; // error: [sole-owner] Continuation.cleared lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain byMethod() {
                        Chain c = take();
                        keep(c);
                        return c; // error: [sole-owner] Continuation.byMethod lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain byLambda() {
                        Chain c = take();
                        Runnable back = () -> chain = c;
                        back.run();
                        return c; // error: [sole-owner] Continuation.byLambda lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain atLast() {
                        Chain c = chain;
                        chain = null;
                        try {
                            return c; // error: [sole-owner] Continuation.atLast lets the value of Continuation.chain out: it returns it while the field still holds it
                        } finally {
                            chain = c;
                        }
                    }
                    Chain maybe(boolean back) {
                        Chain c = take();
                        if (back) { chain = c; }
                        return c; // error: [sole-owner] Continuation.maybe lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain alias() {
                        Continuation me = this;
                        Chain c = chain;
                        chain = null;
                        me.chain = c;
                        return c; // error: [sole-owner] Continuation.alias lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    void use() { Chain c = take(); c.size++; set(c); }
                    Chain replace(Chain c) { Chain old = chain; chain = c; return old; }
                    Chain undone() { Chain c = take(); set(c); chain = null; return c; }
                    Chain within() { Chain c = take(); lend(c); return c; }
                    private void lend(Chain c) { chain = c; chain.size++; chain = null; }
                }
                class Caller {
                    static Chain peek(Continuation k) {
                        Chain c = k.take();
                        k.set(c);
                        return c; // error: [sole-owner] Caller.peek lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    static Chain move(Continuation from, Continuation to, Chain instead) {
                        Chain c = from.take();
                        from.set(instead);
                        return c;
                    }
                }
                """);
    }

    @Test
    void reportsAValueThatIsStoredAndGivenOut() {
        verify("""
                import java.util.List;
                class Continuation {
                    private Chain chain;
                    Continuation() {}
                    Continuation(Chain c) { chain = c; }
                    Chain made() {
                        Chain c = new Chain();
                        chain = c;
                        return c; // error: [sole-owner] Continuation.made lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain assigned() {
                        return chain = new Chain(); // error: [sole-owner] Continuation.assigned lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    void listed(List<Chain> all) {
                        Chain c = new Chain();
                        chain = c;
                        all.add(c); // error: [sole-owner] Continuation.listed lets the value of Continuation.chain out: it puts it into a container while the field still holds it
                    }
                    Chain one(boolean big) {
                        Chain c = big ? new Chain() : null;
                        if (c == null) { c = new Chain(); }
                        chain = c;
                        return c; // error: [sole-owner] Continuation.one lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain cast() {
                        return Chain.class.cast(chain); // error: [sole-owner] Continuation.cast lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    Chain another(Continuation other) {
                        Chain c = new Chain();
                        chain = c;
                        other.chain = null;
                        return c; // error: [sole-owner] Continuation.another lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                    void spread(Continuation other) {
                        Chain c = new Chain();
                        other.chain = c;
                        chain = c; // error: [sole-owner] Continuation.spread lets the value of Continuation.chain out: it stores it in Continuation.chain while the field still holds it
                    }
                    void set(Chain c) { chain = c; }
                    Continuation with(Chain c) { chain = c; return this; }
                    Chain other() { Chain c = new Chain(); chain = c; c = new Chain(); return c; }
                    Chain first() { Chain c = new Chain(); chain = c; chain = new Chain(); return c; }
                    Chain given(boolean keep) {
                        Chain c = new Chain();
                        if (keep) { chain = c; c = new Chain(); }
                        return c;
                    }
                    Chain last(List<Chain> all) {
                        Chain before = null;
                        for (Chain c : all) {
                            if (before != null) { return c; }
                            chain = c;
                            before = c;
                        }
                        return null;
                    }
                }
                class Maker {
                    static Continuation make() { Chain c = new Chain(); return new Continuation(c); }
                    static Chain both() {
                        Chain c = new Chain();
                        new Continuation(c);
                        return c; // error: [sole-owner] Maker.both lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                }
                """);
    }

    @Test
    void allowsABodyThatWrapsAgainAndAgain() {
        RuleVerifier.of(SoleOwnerRule.of("Not", "of", "Not")).verify("""
                class Expression {}
                class Not extends Expression {
                    private Expression of;
                    Not(Expression of) { this.of = of; }
                    static Expression nested(Expression e, int depth) {
                        for (int i = 0; i < depth; i++) { e = new Not(e); }
                        return e;
                    }
                    static Expression fromNothing(int depth) {
                        Expression e = null;
                        while (depth-- > 0) { e = new Not(e); }
                        return e;
                    }
                    static Expression maybe(Expression e, boolean not) {
                        if (not) { e = new Not(e); }
                        return e;
                    }
                }
                """);
    }

    @Test
    void saysWhatKeepsIt() {
        verify("""
                import java.util.concurrent.ExecutorService;
                import java.util.function.Consumer;
                class Continuation {
                    private Chain chain;
                    void show(Consumer<Chain> out) {
                        out.accept(chain); // error: [sole-owner] Continuation.show lets the value of Continuation.chain out: it passes it to a Consumer while the field still holds it
                    }
                }
                """);
    }

    @Test
    void allowsLookingAtTheValueThroughTheLibrary() {
        verify("""
                import java.util.*;
                import java.util.stream.*;
                class Continuation {
                    private Chain chain;
                    public int hashCode() { return Objects.hash(chain, chain); }
                    public String toString() { return String.format("%s", chain) + chain; }
                    int size() { return Optional.of(chain).map(c -> c.size).get(); }
                    List<Integer> sizes() { return Stream.of(chain).map(c -> c.size).collect(Collectors.toList()); }
                    void log() { Log.log("chain", chain, chain); }
                }
                class Log {
                    static void log(String text, Object... values) { System.out.printf(text, values); }
                }
                """);
    }

    @Test
    void reportsAnArrayThatCarriesTheValueOut() {
        verify("""
                class Continuation {
                    private Chain chain;
                    Object[] all() {
                        Object[] all = {chain};
                        return all; // error: [sole-owner] Continuation.all lets the value of Continuation.chain out: it returns it while the field still holds it
                    }
                }
                """);
    }

    @Test
    void allowsAnArrayOfPlainValuesAsTheValue() {
        RuleVerifier.of(SoleOwnerRule.of("Segment", "data")).verify("""
                class Segment {
                    private byte[] data = new byte[16];
                    byte at(int index) { return data[index]; }
                }
                class Other { byte[] own; }
                """);
    }

    @Test
    void reportsACopyFromAnotherInstance() {
        verify("""
                class Continuation {
                    private Chain chain;
                    Continuation() {}
                    Continuation(Continuation other) {
                        this.chain = other.chain; // error: [sole-owner] the constructor of Continuation lets the value of Continuation.chain out: it stores it in Continuation.chain while the field still holds it
                    }
                    void moveFrom(Continuation other) {
                        Chain moved = other.chain;
                        other.chain = null;
                        this.chain = moved;
                    }
                    void again() { this.chain = this.chain; }
                }
                """);
    }

    @Test
    void reportsLocksAndUpdaters() {
        verify("""
                import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
                import java.util.concurrent.locks.ReentrantLock;
                class Continuation {
                    static final AtomicReferenceFieldUpdater<Continuation, String> NAME =
                            AtomicReferenceFieldUpdater.newUpdater(Continuation.class, String.class, "name");
                    private Chain chain;
                    private final ReentrantLock lock = new ReentrantLock();
                    volatile String name;
                    synchronized void clear() { // error:23: [sole-owner] Continuation.clear is synchronized and uses Continuation.chain
                        chain = null;
                    }
                    void drop() {
                        synchronized (this) { // error: [sole-owner] Continuation.drop locks to use Continuation.chain
                            chain = null;
                        }
                    }
                    void forget() {
                        lock.lock(); // error: [sole-owner] Continuation.forget locks to use Continuation.chain
                        try { chain = null; } finally { lock.unlock(); }
                    }
                    synchronized void unrelated() { name = "x"; }
                }
                """);
    }

    @Test
    void reportsALockAroundACall() {
        verify("""
                import java.util.concurrent.Semaphore;
                class Continuation {
                    private Chain chain;
                    private final Object monitor = new Object();
                    private final Semaphore permit = new Semaphore(1);
                    private static Continuation only;
                    private int uses;
                    synchronized void near() { grow(); } // error: [sole-owner] Continuation.near is synchronized and uses Continuation.chain through Continuation.grow
                    synchronized void far() { twice(); } // error: [sole-owner] Continuation.far is synchronized and uses Continuation.chain through Continuation.twice
                    synchronized void later() { Runnable r = () -> chain.size++; r.run(); } // error: [sole-owner] Continuation.later is synchronized and uses Continuation.chain
                    void inside() {
                        synchronized (monitor) { // error: [sole-owner] Continuation.inside locks to use Continuation.chain through Continuation.grow
                            grow();
                        }
                    }
                    void permitted() throws InterruptedException {
                        permit.acquire(); // error: [sole-owner] Continuation.permitted locks to use Continuation.chain
                        chain.size++;
                        permit.release();
                    }
                    void before() {
                        grow();
                        synchronized (monitor) { uses++; }
                    }
                    synchronized void count() { uses++; log(); }
                    static synchronized Continuation only() { if (only == null) { only = new Continuation(); } return only; }
                    Continuation() { chain = new Chain(); }
                    private void grow() { chain.size++; }
                    private void twice() { grow(); if (uses++ < 1) { twice(); } }
                    private void log() { System.out.println(uses); }
                }
                """);
    }

    @Test
    void reportsAVarHandleOnTheField() {
        verify("""
                import java.lang.invoke.*;
                class Continuation {
                    private Chain chain;
                    static VarHandle handle() throws Exception {
                        return MethodHandles.lookup().findVarHandle(Continuation.class, "chain", Chain.class); // error: [sole-owner] Continuation.chain is reached by Lookup.findVarHandle
                    }
                }
                """.replace("Lookup.findVarHandle\n", "MethodHandles.Lookup.findVarHandle\n"));
    }

    @Test
    void isVacuousWhenTheFieldOrOwnerIsGone() {
        rule.verifyVacuous(
                "class Continuation { private Chain chian; } " + CHAIN,
                "[vacuous-rule] Continuation has no field chain, did you mean chian?");
        rule.verifyVacuous(
                "class Continuations { private Chain chain; } " + CHAIN,
                "[vacuous-rule] Continuation matches no scanned type, did you mean Continuations?");
    }
}
