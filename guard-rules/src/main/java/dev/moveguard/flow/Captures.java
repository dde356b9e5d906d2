package dev.moveguard.flow;

import java.util.List;

/**
 * What a lambda captures: the first parameters of its body.
 *
 * @param names how the variables are named outside of it
 * @param runsOnce whether the body owns them, because it runs at most once
 */
record Captures(List<String> names, boolean runsOnce) {
    static final Captures NONE = new Captures(List.of(), true);

    Captures {
        names = List.copyOf(names);
    }
}
