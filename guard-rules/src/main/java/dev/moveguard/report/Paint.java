package dev.moveguard.report;

import dev.moveguard.config.Severity;

/** Terminal colours, or none. */
record Paint(boolean isOn) {
    private static final String RESET = "\u001b[0m";

    String severity(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> painted("1;31", text);
            case WARNING -> painted("1;33", text);
            case INFO -> painted("1;36", text);
        };
    }

    String mark(boolean isPrimary, String text) {
        return painted(isPrimary ? "1;31" : "1;34", text);
    }

    String bold(String text) {
        return painted("1", text);
    }

    String dim(String text) {
        return painted("34", text);
    }

    String good(String text) {
        return painted("1;32", text);
    }

    private String painted(String code, String text) {
        return isOn ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
