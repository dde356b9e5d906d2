package dev.moveguard.rule;

import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import java.util.List;

/** A kind of rule. Registered with ServiceLoader; needs a public constructor without parameters. */
public interface RuleKind {
    /** What {@code kind:} names: kebab-case. */
    String name();

    /** When a rule of this kind holds, in one sentence. */
    String says();

    /** What it reads from rules.yaml beside the keys every rule has. */
    List<ParameterSpec> parameters();

    /** Makes the rule. The parameters have been checked against {@link #parameters()}. */
    Rule rule(Parameters parameters);

    /** Whether it judges code; one that judges only the build does without. */
    default boolean needsCode() {
        return true;
    }

    /** Whether it needs what the build makes or tells, so that sources alone cannot decide it. */
    default boolean needsBuild() {
        return !needsCode();
    }
}
