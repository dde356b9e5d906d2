package dev.moveguard.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One row: what the code does, the code, and whether it is lawful.
 *
 * <p>Read from a text: {@code =} what stands in front of every source, {@code #} a breach, {@code !} a lawful look-alike, and below each
 * its source.
 */
record Case(String name, boolean isLawful, String source) {
    static List<Case> of(String file) {
        List<Case> cases = new ArrayList<>();
        String before = "";
        for (String line : text(file).lines().toList()) {
            if (line.startsWith("= ")) {
                before = line.substring(2) + "\n";
            } else if (line.startsWith("# ") || line.startsWith("! ")) {
                cases.add(new Case(line.substring(2), line.startsWith("!"), before));
            } else {
                Case last = cases.remove(cases.size() - 1);
                cases.add(new Case(last.name, last.isLawful, last.source + line + "\n"));
            }
        }
        return cases;
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(Case.class.getResourceAsStream("/comparison/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
