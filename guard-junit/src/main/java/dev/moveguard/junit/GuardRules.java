package dev.moveguard.junit;

import dev.moveguard.config.Severity;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says by which rules a class of {@link GuardTests} judges, where that is not all of the nearest {@code rules.yaml}. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GuardRules {
    /**
     * The file of the rules. A relative path is looked for in the folder of the module (the system property {@code basedir}, which
     * Surefire sets, else the working directory), then in those above it.
     */
    String value() default "rules.yaml";

    /** The ids of the rules to judge; empty: all. */
    String[] ids() default {};

    /** The least severity of a finding that fails its test; lesser findings are printed. */
    Severity failOn() default Severity.ERROR;
}
