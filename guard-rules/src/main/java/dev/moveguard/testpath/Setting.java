package dev.moveguard.testpath;

/**
 * A value of the build's configuration and where it is set.
 *
 * @param name the property or parameter
 */
record Setting(String name, String value, Where where) {
    boolean isTrue() {
        return value.strip().equalsIgnoreCase("true");
    }
}
