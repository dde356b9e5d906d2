package dev.moveguard.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found wrong.
 *
 * @param kind the finding kind: the rule kind, or a more exact one such as {@code vacuous-rule}
 * @param message a fact that names the member, without a full stop
 * @param related other places that belong to it
 * @param repair what to do about this one, in the imperative; null: the rule itself may say
 */
public record Finding(
        String kind,
        Site at,
        String message,
        List<Related> related,
        @Nullable String repair) {
    /** The finding kind of a rule whose subject is gone. */
    public static final String VACUOUS = "vacuous-rule";
    /** The finding kind of a name in a rule that nothing carries. */
    public static final String UNRESOLVED = "unresolved-name";

    /** Another place and what happens there. */
    public record Related(Site at, String message) {}

    public Finding {
        related = List.copyOf(related);
    }

    public Finding(String kind, Site at, String message, List<Related> related) {
        this(kind, at, message, related, null);
    }

    public Finding(String kind, Site at, String message) {
        this(kind, at, message, List.of(), null);
    }
}
