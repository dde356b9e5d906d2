package dev.moveguard.testpath;

import dev.moveguard.config.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where a build is configured.
 *
 * @param shown how a message names it; empty when it is a default that is written nowhere
 * @param place null when it is not a file of the project: a default, a POM of another project
 */
record Where(String shown, @Nullable Place place) {
    static final Where NOWHERE = new Where("", null);

    static Where at(Place place) {
        return new Where(place.toString(), place);
    }

    /** Returns {@code  (pom.xml:41)}, or nothing for a default. */
    String inBrackets() {
        return shown.isEmpty() ? "" : " (" + shown + ")";
    }

    /** Returns {@code  (pom.xml:41 sets x)}, or {@code  (by default x)}. */
    String setting(String value) {
        return shown.isEmpty() ? " (by default " + value + ")" : " (" + shown + " sets " + value + ")";
    }
}
