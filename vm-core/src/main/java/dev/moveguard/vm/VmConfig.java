package dev.moveguard.vm;

/**
 * How a {@link Vm} watches itself and how it goes about its work. No switch changes what a program means.
 *
 * @param checkInvariants check the whole machine after its steps, less often while it is large, and at the end of a run
 *     that comes to its value; for tests
 * @param diagnostics remember where continuations were used, and list those left over at the end of a run
 * @param answerInPlace leave the body where it is when a handler answers with one instruction; off when diagnostics
 *     are on, because then the place of the answer is wanted
 */
public record VmConfig(boolean checkInvariants, boolean diagnostics, boolean answerInPlace) {
    /** The system property that switches the invariants on in {@link #standard()}. */
    public static final String INVARIANTS_PROPERTY = "moveguard.vm.invariants";

    /** The system property that switches answers in place off in {@link #standard()}, when it is {@code false}. */
    public static final String IN_PLACE_PROPERTY = "moveguard.vm.answerInPlace";

    public VmConfig {
        answerInPlace &= !diagnostics;
    }

    /** What {@code new Vm()} uses: diagnostics off, the other two as the system properties say. */
    public static VmConfig standard() {
        boolean inPlace = Boolean.parseBoolean(System.getProperty(IN_PLACE_PROPERTY, "true"));
        return new VmConfig(Boolean.getBoolean(INVARIANTS_PROPERTY), false, inPlace);
    }

    public VmConfig withInvariants(boolean on) {
        return new VmConfig(on, diagnostics, answerInPlace);
    }

    public VmConfig withDiagnostics(boolean on) {
        return new VmConfig(checkInvariants, on, answerInPlace);
    }

    public VmConfig withAnswersInPlace(boolean on) {
        return new VmConfig(checkInvariants, diagnostics, on);
    }
}
