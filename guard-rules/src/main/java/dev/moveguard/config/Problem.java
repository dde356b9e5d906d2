package dev.moveguard.config;

/** One thing wrong with the configuration, as one line. */
public record Problem(Place at, String message) {
    @Override
    public String toString() {
        return at.equals(Place.NOWHERE) ? message : at + ": " + message;
    }
}
