package dev.moveguard.code;

/** One input cannot be read; the message continues a sentence that starts with its name. The others still are. */
public final class UnreadableException extends RuntimeException {
    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
