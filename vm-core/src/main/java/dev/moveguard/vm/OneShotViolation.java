package dev.moveguard.vm;

/** A continuation was used a second time. Source: SPEC-VM-021/3. */
public final class OneShotViolation extends VmFatalException {
    static VmFatalException saying(String message) {
        return new OneShotViolation(message);
    }

    private OneShotViolation(String message) {
        super(message);
    }
}
