package dev.moveguard.testpath;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a real Maven did with a project of the truth table. */
enum Truth {
    /** The guard ran, and its failure failed the build. */
    GUARDS,
    /** The guard did not run, and the build succeeded. */
    DEAD,
    /** The guard ran and failed, and the build succeeded. */
    TOOTHLESS,
    /** The guard did not run, and the build failed for another reason: the project shows nothing. */
    BROKEN;

    static Truth of(boolean hasRun, boolean isGreen) {
        if (hasRun) {
            return isGreen ? TOOTHLESS : GUARDS;
        }
        return isGreen ? DEAD : BROKEN;
    }

    /** Reads the table that {@link EstablishTruthTest} wrote. */
    static Map<String, Truth> table() {
        try (InputStream in = Objects.requireNonNull(Truth.class.getResourceAsStream("truth.tsv"), "truth.tsv")) {
            Map<String, Truth> table = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(fields -> table.put(fields[0], valueOf(fields[1].toUpperCase(Locale.ROOT))));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
