package dev.moveguard.vm;

/** A continuation was used a second time. Source: SPEC-VM-021/3. */
public final class OneShotViolation extends VmFatalException {
    OneShotViolation(String message) {
        super(message);
    }
}
