package dev.moveguard.maven.contract;

import java.nio.file.Path;
import java.util.List;

/**
 * What a check judges, and by which rules.
 *
 * @param rules the file of the rules
 * @param shownRules how messages name it
 * @param ids the rules to judge; empty: all
 * @param lens, failOn as words, which the engine knows
 * @param keepsFacts whether what classes told is kept for later runs
 */
public record CheckInput(
        Path rules,
        String shownRules,
        List<String> ids,
        String lens,
        String failOn,
        boolean keepsFacts,
        Writing writing,
        Session session) {
    public CheckInput {
        ids = List.copyOf(ids);
    }
}
