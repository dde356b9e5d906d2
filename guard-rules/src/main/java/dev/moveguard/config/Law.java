package dev.moveguard.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property of the design, written down once.
 *
 * @param decision id of the record that decided it; null: none is named
 * @param tests test classes that enforce it besides the rules
 */
public record Law(String id, String says, @Nullable Text decision, List<Text> constraints, List<Text> tests, Place at) {
    public Law {
        constraints = List.copyOf(constraints);
        tests = List.copyOf(tests);
    }
}
