package dev.moveguard.report;

import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The steps that lead to a finding about a value that moved: its declaration, its move, and last the finding itself. */
final class MoveStory {
    private static final Set<String> KINDS = Set.of(
            "use-after-move",
            "partial-move",
            "move-in-loop",
            "captured-move",
            "move-out-of-capture",
            "move-out-of-borrow",
            "move-out-of-field",
            "move-out-of-index",
            "move-out-of-static",
            "borrowed-and-moved",
            "shared-store",
            "leaked",
            "completed-twice",
            "never-completed");

    private MoveStory() {}

    /** Returns the steps in the order in which they happen; none when the finding is no such story. */
    static List<RelatedPlace> of(ReportedFinding finding) {
        if (finding.related().isEmpty() || !KINDS.contains(finding.kind())) {
            return List.of();
        }
        // related places are told from the finding backwards: the move, then the declaration
        List<RelatedPlace> steps = new ArrayList<>(finding.related());
        Collections.reverse(steps);
        steps.add(new RelatedPlace(finding.at(), finding.message()));
        return steps;
    }
}
