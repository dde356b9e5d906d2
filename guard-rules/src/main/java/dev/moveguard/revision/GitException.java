package dev.moveguard.revision;

/** A repository cannot tell what it was asked; the message is one line that names what was asked. */
public final class GitException extends RuntimeException {
    public GitException(String message) {
        super(message);
    }
}
