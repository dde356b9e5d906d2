package dev.moveguard.vm;

/**
 * How a {@link Vm} watches itself. Neither switch changes what a program means.
 *
 * @param checkInvariants check the whole machine after its steps; for tests
 * @param diagnostics remember where continuations were used, and list those left over at the end of a run
 */
public record VmConfig(boolean checkInvariants, boolean diagnostics) {
    /** The system property that switches the invariants on in {@link #standard()}. */
    public static final String INVARIANTS_PROPERTY = "moveguard.vm.invariants";

    /** What {@code new Vm()} uses: diagnostics off, invariants as the system property says. */
    public static VmConfig standard() {
        return new VmConfig(Boolean.getBoolean(INVARIANTS_PROPERTY), false);
    }

    public VmConfig withInvariants(boolean on) {
        return new VmConfig(on, diagnostics);
    }

    public VmConfig withDiagnostics(boolean on) {
        return new VmConfig(checkInvariants, on);
    }
}
