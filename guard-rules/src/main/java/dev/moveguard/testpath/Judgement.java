package dev.moveguard.testpath;

import dev.moveguard.rule.Facts.Gap;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a test class on its way through the build.
 *
 * @param module how messages name its module; empty: not known
 * @param defects in the order of the way; the first one stopped it, unless it is about rules
 * @param gaps what could not be judged
 * @param isDiscovered whether the test framework itself was asked, on the compiled class
 * @param ran what the reports say; nothing when they were not looked at
 */
record Judgement(
        TestClass test,
        String module,
        List<Defect> defects,
        List<Gap> gaps,
        boolean isDiscovered,
        Optional<Execution.Ran> ran,
        RuleLook.Seen rules) {
    Judgement {
        defects = List.copyOf(defects);
        gaps = List.copyOf(gaps);
    }
}
