package dev.moveguard.rule;

import dev.moveguard.testkit.RuleVerifier;
import org.junit.jupiter.api.Test;

class NoCloneRuleTest {
    private final RuleVerifier rule = RuleVerifier.of(NoCloneRule.of("Continuation"));

    @Test
    void allowsATypeWithoutCopies() {
        rule.verify("""
                class Continuation {
                    int copyCount() { return 0; }
                    void dupe(Object other) {}
                    static Continuation of(int size) { return new Continuation(); }
                }
                """);
    }

    @Test
    void allowsFactoriesThatTakeNoneAndCopyingToElsewhere() {
        rule.verify("""
                class Continuation {
                    static Continuation copyOf(String text) { return new Continuation(); }
                    static Continuation snapshot() { return new Continuation(); }
                    Continuation copyTo(StringBuilder out) { return this; }
                    static Continuation copyOf(Continuation c) { return c; } // error: [no-clone] Continuation.copyOf can return: it does not throw on every path
                }
                """);
    }

    @Test
    void allowsCopyingMembersThatThrowOnEveryPath() {
        rule.verify("""
                class Continuation implements Cloneable {
                    Continuation() {}
                    Continuation(Continuation other) { throw new UnsupportedOperationException(); }
                    @Override protected Object clone() throws CloneNotSupportedException {
                        if (hashCode() > 0) { throw new IllegalStateException(); }
                        throw new CloneNotSupportedException("a continuation is moved");
                    }
                    Continuation copy() { throw new UnsupportedOperationException(); }
                }
                """);
    }

    @Test
    void allowsWhatTheLibraryRefusesToClone() {
        rule.verify("""
                enum Continuation { LIVE { int size() { return 1; } }, DEAD; int size() { return 0; } }
                """);
        rule.verify("""
                class Continuation extends Thread {}
                """);
        rule.verify("""
                class Continuation extends java.util.BitSet {} // error: [no-clone] Continuation inherits BitSet.clone, which can return
                """);
    }

    @Test
    void reportsACopyThatCanReturn() {
        rule.verify("""
                class Continuation implements Cloneable {
                    @Override public Continuation clone() { // error:35: [no-clone] Continuation.clone can return: it does not throw on every path
                        try {
                            return (Continuation) super.clone();
                        } catch (CloneNotSupportedException e) {
                            throw new AssertionError(e);
                        }
                    }
                    Continuation copy(boolean really) { // error: [no-clone] Continuation.copy can return: it does not throw on every path
                        if (really) { return new Continuation(); }
                        throw new UnsupportedOperationException();
                    }
                    Object snapshotNow() { return new Continuation(); } // error: [no-clone] Continuation.snapshotNow can return: it does not throw on every path
                }
                """);
    }

    @Test
    void reportsACopyConstructor() {
        rule.verify("""
                class Continuation {
                    Continuation() {}
                    Continuation(Continuation other) {} // error: [no-clone] the constructor of Continuation can return: it does not throw on every path
                }
                """);
    }

    @Test
    void reportsACloneableWithoutItsOwnCloneAndItsSubtypes() {
        rule.verify("""
                class Continuation implements Cloneable {} // error:7: [no-clone] Continuation is Cloneable and inherits Object.clone
                class Special extends Continuation { // error: [no-clone] Special is Cloneable and inherits Object.clone
                    Special copy() { return this; } // error: [no-clone] Special.copy can return: it does not throw on every path
                }
                """);
    }

    @Test
    void reportsCopiesThatAreInherited() {
        rule.verify("""
                class Base implements Cloneable {
                    @Override public Object clone() throws CloneNotSupportedException { return super.clone(); }
                    Base copy() { return new Base(); }
                    Base dup() { throw new UnsupportedOperationException(); }
                }
                class Continuation extends Base { // error:7: [no-clone] Continuation inherits Base.clone, which can return // error: [no-clone] Continuation inherits Base.copy, which can return
                }
                """);
        rule.verify("""
                class Continuation extends java.util.ArrayList<String> {} // error: [no-clone] Continuation inherits ArrayList.clone, which can return
                """);
        rule.verify("""
                class Base { Base copy() { return new Base(); } }
                class Continuation extends Base {
                    @Override Base copy() { throw new UnsupportedOperationException(); }
                }
                """);
    }

    @Test
    void reportsACopyOnceAndNotWhatIsPrivateToAParent() {
        rule.verify("""
                class Base { private Base copy() { return new Base(); } }
                class Continuation extends Base {
                    Continuation dup() { return this; } // error: [no-clone] Continuation.dup can return: it does not throw on every path
                }
                class Special extends Continuation {}
                """);
    }

    @Test
    void isVacuousWhenTheTypeIsGone() {
        rule.verifyVacuous("class K {}", "[vacuous-rule] Continuation matches no scanned type");
    }
}
