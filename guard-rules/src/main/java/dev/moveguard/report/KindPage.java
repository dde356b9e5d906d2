package dev.moveguard.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The page of a rule kind, as it is published in {@code docs/rules}. */
public final class KindPage {
    private static final String FENCE = "```";

    private final List<String> lines;

    private KindPage(List<String> lines) {
        this.lines = lines;
    }

    /** Finds the page of a kind; a kind that is not ours has none. */
    public static Optional<KindPage> of(String kind) {
        try (InputStream in = KindPage.class.getResourceAsStream("kinds/" + kind + ".md")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new KindPage(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first block of Java below a heading. */
    public Optional<List<String>> java(String heading) {
        int section = lines.indexOf("## " + heading);
        if (section < 0) {
            return Optional.empty();
        }
        List<String> below = lines.subList(section + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
        int start = below.indexOf(FENCE + "java");
        return start < 0
                ? Optional.empty()
                : Optional.of(below.subList(start + 1, below.size()).stream()
                        .takeWhile(line -> !line.equals(FENCE))
                        .toList());
    }
}
