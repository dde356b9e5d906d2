package dev.moveguard.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the known name that a misspelt one was probably meant to be. */
public final class Spelling {
    /** Letters that have to agree when the rest of the name is missing. */
    private static final int LEAST_PREFIX = 3;

    private Spelling() {}

    /** Returns {@code , did you mean X?}, or nothing when no known name is close. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known).map(name -> ", did you mean " + name + "?").orElse("");
    }

    /** Returns a hint for a file or folder that is not there: the name beside it that was probably meant. */
    public static String hint(Path missing) {
        Path name = missing.getFileName();
        try (Stream<Path> beside = Files.list(missing.toAbsolutePath().resolveSibling(""))) {
            List<String> names =
                    beside.map(file -> String.valueOf(file.getFileName())).toList();
            return hint(String.valueOf(name), names);
        } catch (IOException | UncheckedIOException e) {
            return ""; // there is nothing beside it that could have been meant
        }
    }

    /** Returns the known name with the fewest edits from the word, at most a third of its length, or else the one that goes on from it. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return edited(wanted, known).or(() -> longer(wanted, known));
    }

    private static Optional<String> longer(String wanted, Collection<String> known) {
        List<String> found = known.stream()
                .filter(name -> wanted.length() >= LEAST_PREFIX)
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(wanted))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static Optional<String> edited(String word, Collection<String> known) {
        int most = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(name -> Math.abs(name.length() - word.length()) <= most)
                .map(name -> new Candidate(name, edits(word, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.edits <= most)
                .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    private record Candidate(String name, int edits) {}

    /** Edits with neighbouring letters swapped counted once (optimal string alignment). */
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
