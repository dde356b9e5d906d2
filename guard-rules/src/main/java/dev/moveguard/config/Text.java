package dev.moveguard.config;

/** A scalar of rules.yaml and the place where it stands, so that a later stage can still point at it. */
public record Text(String value, Place at) {
    @Override
    public String toString() {
        return value;
    }
}
