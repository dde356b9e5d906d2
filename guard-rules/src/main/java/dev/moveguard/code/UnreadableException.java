package dev.moveguard.code;

/** One input cannot be read; the message continues a sentence that starts with its name. The others still are. */
public final class UnreadableException extends RuntimeException {
    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Why, as the rest of a sentence that starts with the name of the input. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
