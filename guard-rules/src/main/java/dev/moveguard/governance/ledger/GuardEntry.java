package dev.moveguard.governance.ledger;

import dev.moveguard.governance.ledger.Answer.State;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A rule or a test that guards something.
 *
 * @param isRule whether it is a rule of rules.yaml; else a test class
 * @param kind of the rule; of a test, why it is taken for a guard
 * @param alive whether it exists and is about something; of a test, whether the build would run it
 * @param executed whether the last build ran it, as its report tells; of a rule, whether it holds now
 * @param bites whether it was seen to fail on what it guards against
 * @param wired whether something runs it by itself, and hears when it fails
 */
public record GuardEntry(
        String name, boolean isRule, String kind, Answer alive, Answer executed, Answer bites, Answer wired) {
    /** The questions, in their order. */
    List<Answer> answers() {
        return List.of(alive, wired, bites, executed);
    }

    boolean isDead() {
        return alive.state() == State.NO;
    }

    boolean isUnwired() {
        return !isDead() && wired.state() == State.NO;
    }

    boolean isSound() {
        return alive.isYes() && wired.isYes() && bites.isWell() && executed.isWell();
    }

    /** What is not as it should be: what is known before what is not, else the first. */
    Optional<Answer> trouble() {
        return answers().stream().filter(answer -> !answer.isWell()).min(Comparator.comparing(Answer::rank));
    }
}
