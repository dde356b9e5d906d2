package dev.moveguard.engine;

import java.util.List;

/** The index holds files that a merge left in conflict, so there is nothing in it to judge; the message is one line. */
public final class UnmergedException extends RuntimeException {
    UnmergedException(List<String> paths) {
        super("%s is in conflict%s: resolve it and stage it, then nothing of the merge is left unjudged"
                .formatted(paths.get(0), paths.size() == 1 ? "" : ", and " + (paths.size() - 1) + " more"));
    }
}
