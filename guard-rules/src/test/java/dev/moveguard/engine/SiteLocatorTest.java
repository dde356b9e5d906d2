package dev.moveguard.engine;

import dev.moveguard.code.TypePattern;
import dev.moveguard.rule.Exceptions;
import dev.moveguard.rule.NeverStoresRule;
import dev.moveguard.rule.SoleOwnerRule;
import dev.moveguard.testkit.RuleVerifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both lenses name the same place, also where compilers number types and lines in their own ways. */
class SiteLocatorTest {
    private final RuleVerifier stores = RuleVerifier.of(
            new NeverStoresRule(List.of(TypePattern.of("H")), List.of(TypePattern.of("T")), Exceptions.of()));

    private final RuleVerifier owns = RuleVerifier.of(SoleOwnerRule.of("H", "v"));

    @Test
    void findsFieldsOfLocalAndAnonymousTypes() {
        stores.verify("""
                class T {}
                class H {
                    Object made(int n) {
                        class Local {
                            T t; // error:13: [never-stores] H.1Local.t stores a T
                            class In { T u; } // error:24: [never-stores] H.1Local.In.u stores a T
                        }
                        record Rec(int n, T t) {} // error:27: [never-stores] H.1Rec.t stores a T
                        enum Kind { ONE; T t; } // error:26: [never-stores] H.1Kind.t stores a T
                        interface Face { T T = null; } // error:26: [never-stores] H.1Face.T stores a T
                        return new Object() {
                            T t; // error:13: [never-stores] H.1.t stores a T
                        };
                    }
                }
                """);
    }

    @Test
    void tellsAnonymousTypesApartByTheirLines() {
        stores.verify("""
                import java.util.function.Supplier;
                class T {}
                class H {
                    Object make(Supplier<Object> s, Object o) { return o; }
                    Object m() {
                        return make(
                                () -> new Object() {
                                    T in; // bytecode:21: [never-stores] H.2.in stores a T // source:21: [never-stores] H.2.in stores a T
                                },
                                new Object() {
                                    T by; // bytecode:21: [never-stores] H.1.by stores a T // source:21: [never-stores] H.3.by stores a T
                                    Object deep = new Object() {
                                        T deep; // bytecode:25: [never-stores] H.1.1.deep stores a T // source:25: [never-stores] H.3.1.deep stores a T
                                    };
                                });
                    }
                    Object field = new Object() {
                        T t; // bytecode:9: [never-stores] H.3.t stores a T // source:9: [never-stores] H.1.t stores a T
                    };
                }
                """);
    }

    @Test
    void findsFieldsInTheBodiesOfEnumConstants() {
        stores.verify("""
                class T {}
                enum H {
                    ONE {
                        T t; // error:9: [never-stores] H.1.t stores a T
                    },
                    TWO(2) { T u; }; // error:14: [never-stores] H.2.u stores a T
                    H(int... n) {}
                }
                """);
    }

    @Test
    void namesTheWholeStatementOfALineInIt() {
        owns.verify("""
                import java.util.List;
                class T {}
                class H {
                    private T v;
                    List<Object> l;
                    static List<Object> of(Object... all) { return List.of(all); }
                    T conditional(boolean b) {
                        return b // error:9: [sole-owner] H.conditional lets the value of H.v out: it returns it while the field still holds it
                                ? null
                                : v;
                    }
                    void inALambda(List<Integer> all) {
                        all.forEach(one ->
                            l.set( // error:13: [sole-owner] H.l is given a T beside H.v // error: [sole-owner] a lambda in H lets the value of H.v out: it stores it in H.l while the field still holds it
                                one,
                                v));
                        all.forEach(one -> {
                            l // error:13: [sole-owner] H.l is given a T beside H.v // error: [sole-owner] a lambda in H lets the value of H.v out: it stores it in H.l while the field still holds it
                                .add(v); });
                    }
                    void declared() {
                        boolean b = // error:9: [sole-owner] H.l is given a T beside H.v // error: [sole-owner] H.declared lets the value of H.v out: it stores it in H.l while the field still holds it
                            l
                                .add(
                                    v);
                    }
                    void inAHead() {
                        if (l.isEmpty() // error:9: [sole-owner] H.l is given a T beside H.v // error: [sole-owner] H.inAHead lets the value of H.v out: it stores it in H.l while the field still holds it
                                && l.add(
                                    v)) { // a comment
                            return;
                        }
                    }
                }
                """);
    }
}
