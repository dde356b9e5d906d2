package dev.moveguard.rule;

import dev.moveguard.testkit.RuleVerifier;
import org.junit.jupiter.api.Test;

class NoAliasApiRuleTest {
    private final RuleVerifier rule = RuleVerifier.of(NoAliasApiRule.of("Continuation"));

    @Test
    void allowsATypeThatYieldsNoSecondReference() {
        rule.verify("""
                class Continuation {
                    private Chain chain;
                    private String name;
                    Continuation(Chain chain) { this.chain = chain; }
                    static Continuation of(Chain chain) { return new Continuation(chain); }
                    Chain take() { Chain c = chain; chain = null; return c; }
                    String name() { return name; }
                    void append(Continuation other) { chain.size += other.take().size; }
                    boolean isSame(Continuation other) { return this == other; }
                    Class<Continuation> type() { return Continuation.class; }
                    java.util.Comparator<Continuation> order() { return null; }
                    java.util.function.Consumer<Continuation> sink() { return null; }
                }
                class Chain { int size; }
                """);
    }

    @Test
    void reportsNames() {
        rule.verify("""
                class Continuation {
                    Object shareHandle() { return null; } // error:12: [no-alias-api] Continuation.shareHandle has a name that share* denies
                    void forkInto(Object o) {} // error: [no-alias-api] Continuation.forkInto has a name that fork* denies
                    Object unshared() { return null; }
                }
                """);
    }

    @Test
    void reportsMembersByShape() {
        rule.verify("""
                import java.util.*;
                class Continuation {
                    Continuation() {}
                    Continuation(Continuation other) {} // error:5: [no-alias-api] the constructor of Continuation takes another Continuation
                    Continuation again() { return this; } // error: [no-alias-api] Continuation.again makes a Continuation from a Continuation
                    Optional<Continuation> maybe() { return Optional.of(this); } // error: [no-alias-api] Continuation.maybe makes an Optional<Continuation> from a Continuation
                    static Continuation from(Continuation c) { return c; } // error: [no-alias-api] Continuation.from makes a Continuation from a Continuation
                    static Continuation fresh() { return new Continuation(); }
                    private Continuation hidden() { return this; }
                }
                """);
    }

    @Test
    void reportsAGetterOfAnOwnedField() {
        rule.verify("""
                class Continuation {
                    private Chain chain;
                    private int[] slots;
                    private final Id id = new Id(1);
                    Chain chain() { return chain; } // error:11: [no-alias-api] Continuation.chain gives out Continuation.chain, which Continuation owns
                    int[] slots() { return slots; } // error: [no-alias-api] Continuation.slots gives out Continuation.slots, which Continuation owns
                    Id id() { return id; }
                }
                class Chain { int size; }
                record Id(int value) {}
                """);
    }

    @Test
    void reportsAnInstanceGivenOutUnderAnotherType() {
        rule.verify("""
                import java.util.function.*;
                interface Resumable { int size(); }
                class Continuation implements Resumable {
                    private Chain chain = new Chain();
                    Object me() { return this; } // error:12: [no-alias-api] Continuation.me gives out a Continuation as an Object
                    Resumable plain() { return this; } // error: [no-alias-api] Continuation.plain gives out a Continuation as a Resumable
                    <T> T self(Class<T> type) { return type.cast(this); } // error: [no-alias-api] Continuation.self gives out a Continuation as a T
                    static Resumable again(Continuation c) { return c; } // error: [no-alias-api] Continuation.again gives out a Continuation as a Resumable
                    Supplier<Continuation> later() { return () -> this; } // error: [no-alias-api] Continuation.later gives out a function that returns the Continuation
                    Supplier<?> chain() { return () -> chain; } // error: [no-alias-api] Continuation.chain gives out a function that returns Continuation.chain, which Continuation owns
                    Supplier<?> hidden() { return this::inner; } // error: [no-alias-api] Continuation.hidden gives out a function that returns Continuation.chain, which Continuation owns
                    private Chain inner() { return chain; }
                    private Object self() { return this; }
                    static Resumable fresh() { return new Continuation(); }
                    Object name() { return "name"; }
                    public int size() { return 1; }
                    Runnable grow() { return () -> chain.size++; }
                    Predicate<Continuation> same() { return other -> other == this; }
                    IntSupplier sizes() { return this::size; }
                    class Part {
                        Chain whole() { return chain; } // error: [no-alias-api] Continuation.Part.whole gives out Continuation.chain, which Continuation owns
                        Object around() { return Continuation.this; } // error: [no-alias-api] Continuation.Part.around gives out a Continuation as an Object
                        int size() { return chain.size; }
                        private Chain own() { return chain; }
                        Object same(Continuation c) { return c; }
                    }
                }
                class Chain { int size; }
                """);
    }

    @Test
    void reportsAValueThatIsStoredAndGivenOut() {
        rule.verify("""
                class Continuation {
                    private Chain chain;
                    Chain made() { Chain c = new Chain(); chain = c; return c; } // error: [no-alias-api] Continuation.made gives out Continuation.chain, which Continuation owns
                    Chain unlike() { Chain c = new Chain(); chain = new Chain(); return c; }
                }
                class Chain { int size; }
                """);
    }

    @Test
    void reportsACollectionOfWhatCanChange() {
        rule.verify("""
                import java.util.*;
                class Continuation {
                    private List<Chain> chains;
                    private List<String> names;
                    List<Chain> chains() { return chains; } // error: [no-alias-api] Continuation.chains gives out Continuation.chains, which Continuation owns
                    List<String> names() { return names; }
                }
                class Chain { int size; }
                """);
    }

    @Test
    void reportsAFieldThatIsHandedToASecondInstance() {
        rule.verify("""
                class Continuation {
                    private final Chain chain;
                    Continuation(Chain chain) { this.chain = chain; }
                    Object twin() { return new Continuation(chain); } // error: [no-alias-api] Continuation.twin makes a Continuation that shares Continuation.chain
                }
                class Chain { int size; }
                """);
    }

    @Test
    void reportsARecordACloneableAndASerializable() {
        rule.verify("""
                record Continuation(int size) {} // error:8: [no-alias-api] Continuation is a record, which gives out all its components
                """);
        rule.verify("""
                class Continuation extends Exception {} // error: [no-alias-api] Continuation is Serializable, so it can be copied
                """);
        rule.verify("""
                class Continuation implements Cloneable {} // error: [no-alias-api] Continuation is Cloneable, so it can be copied
                """);
    }

    @Test
    void allowsMembersOnTheList() {
        RuleVerifier.of(NoAliasApiRule.of("Continuation", "Continuation#again", "Continuation#copyName(int)"))
                .verify("""
                        class Continuation {
                            Continuation again() { return this; }
                            String copyName(int a) { return ""; }
                            String copyName(String a) { return ""; } // error: [no-alias-api] Continuation.copyName has a name that copy* denies
                        }
                        """);
    }

    @Test
    void reportsSubtypes() {
        rule.verify("""
                class Continuation {}
                class Special extends Continuation {
                    Continuation plain() { return this; } // error: [no-alias-api] Special.plain makes a Continuation from a Special
                }
                """);
    }

    @Test
    void isVacuousWhenTheTypeIsGone() {
        rule.verifyVacuous("class K {}", "[vacuous-rule] Continuation matches no scanned type");
    }
}
