package dev.moveguard.cli;

/** The command was called in a way that makes no sense; the message is one line. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
