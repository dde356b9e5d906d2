package dev.moveguard.prove;

import java.util.List;

/**
 * How rules of one kind can be broken. Registered with ServiceLoader; needs a public constructor without parameters.
 *
 * <p>It makes mutants from what the rule says and from the code it is about, never from what the rule finds: one that the rule
 * does not see has to survive. At least three ways to break a rule, and a near miss.
 */
public interface Breaker {
    /** The name of the kind, as rules.yaml writes it. */
    String kind();

    /** Makes the mutants of one rule. None: what it is about offers nothing to break. */
    List<Mutant> mutants(Guarded guarded);

    /**
     * Whether it does not know what a rule is about and guesses: a mutant that the rule does not report is then void. Such
     * rules read class files themselves, so that mutants are written to a temporary folder for them.
     */
    default boolean isGuessing() {
        return false;
    }

    /** Whether what the rules are about is files: without its subject, the project has none of them. */
    default boolean isAboutFiles() {
        return false;
    }
}
