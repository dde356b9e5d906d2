package dev.moveguard.maven.engine;

/** A parameter of the plugin has a value that makes no sense. */
final class WrongParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    WrongParameterException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** One line that names the parameter. */
    String reason() {
        return reason;
    }
}
