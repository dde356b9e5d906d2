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
