package dev.moveguard.testpath;

import dev.moveguard.config.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Doctor} found of the guards of a project.
 *
 * @param guards by module and name
 * @param notAssessed what could not be read, each once
 * @param notes what is worth knowing and no defect
 * @param testClasses how many top-level classes with tests were looked at
 * @param files how many test sources were read
 */
public record Diagnosis(
        List<Guard> guards, List<NotAssessed> notAssessed, List<String> notes, int testClasses, int files) {
    public Diagnosis {
        guards = List.copyOf(guards);
        notAssessed = List.copyOf(notAssessed);
        notes = List.copyOf(notes);
    }

    /** An input that could not be judged; {@code reason} continues a sentence that starts with it. */
    public record NotAssessed(String input, String reason) {}

    /** How a guard does at one stage of its way. */
    public enum State {
        /** It got there. */
        YES,
        /** It did not, for the reason the defect gives. */
        NO,
        /** It may have; something could not be read. */
        UNKNOWN,
        /** It was not asked, for it did not come so far, or there is nothing to ask. */
        NOT_ASKED
    }

    /**
     * One stage and what there is to say of it in a word or two.
     *
     * @param detail empty: nothing
     */
    public record Stage(State state, String detail) {}

    /**
     * What is wrong, with its repair.
     *
     * @param at where the responsible line is; null: at the guard itself
     * @param repair empty: it is plain
     */
    public record Complaint(
            String stage, String message, @Nullable Place at, String repair) {}

    /**
     * A test class that looks like a guard.
     *
     * @param module empty: not known
     * @param because why it is taken for a guard
     * @param bites whether the rules it checks could fail; asked of ArchUnit rules only
     */
    public record Guard(
            String name,
            String module,
            Place at,
            String because,
            Stage declared,
            Stage discoverable,
            Stage executed,
            Stage bites,
            List<Complaint> complaints,
            List<String> notes) {
        public Guard {
            complaints = List.copyOf(complaints);
            notes = List.copyOf(notes);
        }

        /** Whether every stage that was asked said yes. */
        public boolean isHealthy() {
            return complaints.isEmpty()
                    && declared.state() != State.UNKNOWN
                    && discoverable.state() != State.UNKNOWN
                    && bites.state() != State.UNKNOWN;
        }
    }

    public boolean hasComplaints() {
        return guards.stream().anyMatch(guard -> !guard.complaints().isEmpty());
    }
}
