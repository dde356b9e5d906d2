package dev.moveguard.engine;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Place;
import dev.moveguard.config.Problem;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import dev.moveguard.rule.Finding;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Findings that are accepted for now: those of the day on which the baseline was written.
 *
 * <p>A folder beside rules.yaml holds a file a rule, {@code guard-baseline/RULE.txt}: a line a finding, its fingerprint and for
 * the reader its message, sorted. There are no line numbers and no file names in it, so that it changes only when a finding
 * comes or goes. What a rule says about itself, that it is about nothing or names what is gone, is never accepted: such a rule
 * guards nothing.
 */
public final class Baseline {
    /** The folder, beside rules.yaml. */
    public static final String FOLDER = "guard-baseline";

    private static final String ENDING = ".txt";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{24}(?:-\\d+)?) (\\S.*)");

    private final Map<String, SortedMap<String, String>> byRule;

    private Baseline(Map<String, SortedMap<String, String>> byRule) {
        this.byRule = byRule;
    }

    /** Accepts nothing. */
    public static Baseline none() {
        return new Baseline(new TreeMap<>());
    }

    /** Accepts these findings, but for those that rules have about themselves. */
    public static Baseline of(Collection<ReportedFinding> findings) {
        Baseline baseline = none();
        findings.stream()
                .filter(Baseline::canBeAccepted)
                .forEach(finding ->
                        baseline.entries(finding.rule()).put(finding.fingerprint(), oneLine(finding.message())));
        return baseline;
    }

    /** Whether a finding is about the code, and not about the rule or a suppression. */
    public static boolean canBeAccepted(ReportedFinding finding) {
        return !Set.of(Finding.VACUOUS, Finding.UNRESOLVED, Suppressions.KIND).contains(finding.kind());
    }

    /**
     * Reads the baseline beside rules.yaml; there need not be one.
     *
     * @throws ConfigurationException when a file of it cannot be read or understood
     */
    public static Baseline read(Path root) {
        Baseline baseline = none();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(root)) {
            String rule = ruleOf(file);
            String shown = FOLDER + "/" + file.getFileName();
            try {
                List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
                for (int i = 0; i < lines.size(); i++) {
                    baseline.add(rule, lines.get(i), new Place(shown, i + 1, 1), problems);
                }
            } catch (CharacterCodingException e) {
                problems.add(new Problem(Place.file(shown), "is not UTF-8 text"));
            } catch (IOException e) {
                problems.add(new Problem(Place.file(shown), "cannot be read: " + e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return baseline;
    }

    private void add(String rule, String line, Place at, List<Problem> problems) {
        String text = line.replace("\uFEFF", "").strip();
        Matcher matcher = LINE.matcher(text);
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        } else if (!matcher.matches()) {
            problems.add(new Problem(at, "is no entry of a baseline: a fingerprint, a space, and what it stands for"));
        } else if (entries(rule).putIfAbsent(matcher.group(1), matcher.group(2)) != null) {
            problems.add(new Problem(at, "stands here twice: " + matcher.group(1)));
        }
    }

    private SortedMap<String, String> entries(String rule) {
        return byRule.computeIfAbsent(rule, key -> new TreeMap<>());
    }

    private static List<Path> files(Path root) {
        Path folder = root.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            List<Path> sorted = new ArrayList<>();
            files.forEach(sorted::add);
            return sorted.stream().sorted().toList();
        } catch (IOException e) {
            throw new ConfigurationException(Place.file(FOLDER), "cannot be read: " + e.getMessage());
        }
    }

    private static String ruleOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ENDING.length());
    }

    boolean accepts(ReportedFinding finding) {
        return canBeAccepted(finding)
                && byRule.getOrDefault(finding.rule(), new TreeMap<>()).containsKey(finding.fingerprint());
    }

    public int size() {
        return byRule.values().stream().mapToInt(Map::size).sum();
    }

    /**
     * Returns the entries that no finding stands for any more: of rules that were judged in full, and of rules there are none of.
     *
     * @param judged ids of the rules that were judged in full
     * @param known ids of all rules
     */
    public Baseline fixed(Collection<ReportedFinding> findings, Set<String> judged, Collection<String> known) {
        Set<String> found = findings.stream()
                .map(finding -> finding.rule() + " " + finding.fingerprint())
                .collect(Collectors.toSet());
        Baseline fixed = none();
        byRule.forEach((rule, entries) -> {
            if (judged.contains(rule) || !known.contains(rule)) {
                entries.forEach((fingerprint, says) -> {
                    if (!found.contains(rule + " " + fingerprint)) {
                        fixed.entries(rule).put(fingerprint, says);
                    }
                });
            }
        });
        return fixed;
    }

    /** Returns this baseline without the entries of another. */
    public Baseline without(Baseline other) {
        Baseline rest = none();
        byRule.forEach((rule, entries) -> entries.forEach((fingerprint, says) -> {
            if (!other.byRule.getOrDefault(rule, new TreeMap<>()).containsKey(fingerprint)) {
                rest.entries(rule).put(fingerprint, says);
            }
        }));
        return rest;
    }

    /** Returns this baseline and the entries that another has of certain rules. */
    public Baseline withRulesOf(Baseline other, Set<String> rules) {
        Baseline both = without(none());
        other.byRule.forEach((rule, entries) -> {
            if (rules.contains(rule)) {
                both.entries(rule).putAll(entries);
            }
        });
        return both;
    }

    /** Returns what the entries stand for, each behind the id of its rule. */
    public List<String> shown() {
        return byRule.entrySet().stream()
                .flatMap(rule -> rule.getValue().values().stream().map(says -> rule.getKey() + ": " + says))
                .toList();
    }

    /**
     * Writes the files of the baseline beside rules.yaml, and takes away those that hold nothing.
     *
     * @throws IOException when one cannot be written
     */
    public void write(Path root) throws IOException {
        Path folder = root.resolve(FOLDER);
        Set<Path> written = new HashSet<>();
        for (Map.Entry<String, SortedMap<String, String>> rule : byRule.entrySet()) {
            if (!rule.getValue().isEmpty()) {
                Files.createDirectories(folder);
                Path file = folder.resolve(rule.getKey() + ENDING);
                Files.writeString(file, text(rule.getValue()), StandardCharsets.UTF_8);
                written.add(file);
            }
        }
        for (Path file : files(root)) {
            if (!written.contains(file)) {
                Files.delete(file);
            }
        }
    }

    private static String text(SortedMap<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining(
                        "",
                        "# Accepted for now by guard baseline; guard baseline --prune drops what is mended.\n",
                        ""));
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}", "?").strip();
    }
}
