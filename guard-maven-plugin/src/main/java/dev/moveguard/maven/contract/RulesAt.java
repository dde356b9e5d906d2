package dev.moveguard.maven.contract;

import java.nio.file.Path;

/**
 * Where rules are found.
 *
 * @param file the rules
 * @param shown how messages name that file
 */
public record RulesAt(Path file, String shown) {}
