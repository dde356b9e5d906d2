package dev.moveguard.governance;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.Place;
import dev.moveguard.config.Text;
import dev.moveguard.governance.Decision.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * The decision records of a project.
 *
 * <p>One file: each heading that starts with an id is a record, {@code ## D19 Restore the law [accepted, 2026-03-02, supersedes
 * D9]}, with lines {@code Guarded by:} and {@code Evidence:}. Or a folder, as adr-tools and MADR write it: a record a file,
 * {@code 0019-restore-the-law.md}; the status stands in front matter, in a line {@code Status:} or under a heading of that name. A
 * file without a number is a record when it tells a status, and its name is the id.
 */
public final class DecisionRecords {
    private static final Pattern HEADING = Pattern.compile("([A-Za-z]{0,10}-?\\d+)[.:]?\\s+(.*)");
    private static final Pattern STATUS = Pattern.compile("\\s*\\[([^\\]]*)]\\s*$");
    private static final Pattern RECORD_FILE =
            Pattern.compile("(?:adr[-_]?)?(\\d+)[-_. ].*\\.(?:md|markdown)", Pattern.CASE_INSENSITIVE);
    /** Markdown that is not about the records or a form for them. */
    private static final Pattern NAMED_FILE = Pattern.compile(
            "(?!_|\\.|(?i:readme|index|template|.*[-_]template|contributing|adr)\\.)[^0-9].*\\.(?i:md|markdown)");

    /** The date is that of the record; the whole name is the id, for a day or a year has many. */
    private static final Pattern DATED_FILE =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}|\\d{8})[-_. ].*\\.(?i:md|markdown)");

    private static final Pattern OTHER_FILE =
            Pattern.compile("(?i)(?:adr[-_]?)?\\d+[-_. ].*\\.(?:adoc|asciidoc|rst|txt)");
    private static final String ID = "(?:[A-Za-z]{1,10}-?\\d+|\\d+)";
    private static final Pattern SUPERSEDES =
            Pattern.compile("(?im)(?:super[sc]edes|replaces|overrides):?\\s+([^\\n]*?)(?=super[sc]ede|$)");
    private static final Pattern SUPERSEDED_BY =
            Pattern.compile("(?im)(?:super[sc]eded|replaced|overridden)\\s+by:?\\s+([^\\n]*?)(?=super[sc]ede|$)");
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");
    private static final Pattern ADVISORY = Pattern.compile("(?i)\\badvisory\\b");
    private static final Pattern NOTHING = Pattern.compile("(?i)(nothing|none|nobody|-|n/a)\\b.*|");

    private final List<Decision> decisions = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    private DecisionRecords() {}

    /**
     * Reads a file of decision records, or a folder of them.
     *
     * @param shown how messages name the file or folder
     * @throws UnreadableException when it cannot be read
     */
    public static DecisionRecords read(Path path, String shown) {
        DecisionRecords records = new DecisionRecords();
        if (Files.isDirectory(path)) {
            records.readFolder(path, shown);
        } else {
            records.readFile(MarkdownFile.read(path, shown));
        }
        return records;
    }

    /** The records, in the order of the document or of their files. */
    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    /** Files of the folder that look like records and are not Markdown. */
    public List<String> unread() {
        return List.copyOf(unread);
    }

    /** Finds a record by any of the ways to write its id. */
    public Optional<Decision> find(String id) {
        return decisions.stream().filter(decision -> decision.isCalled(id)).findFirst();
    }

    /** All ids, for "did you mean". */
    public List<String> ids() {
        return decisions.stream()
                .flatMap(decision -> Stream.concat(Stream.of(decision.id().value()), decision.aliases().stream()))
                .distinct()
                .toList();
    }

    /** Returns the record that took the place of another: the one it names, or one that says so itself. */
    public Optional<String> successor(Decision decision) {
        Optional<String> named = decision.supersededBy().stream().findFirst().map(Text::value);
        return named.or(() -> decisions.stream()
                .filter(other -> other.status() == Status.ACCEPTED
                        && other.supersedes().stream().anyMatch(id -> decision.isCalled(id.value())))
                .findFirst()
                .map(other -> other.id().value()));
    }

    /** Whether a decision holds: it is accepted, and no other took its place. */
    public boolean holds(Decision decision) {
        return decision.status() == Status.ACCEPTED && successor(decision).isEmpty();
    }

    // --- one file ---------------------------------------------------------------------------------------------------

    private void readFile(MarkdownFile file) {
        Node node = file.document().getFirstChild();
        while (node != null) {
            Matcher matcher = node instanceof Heading ? HEADING.matcher(MarkdownFile.plain(node)) : null;
            if (node instanceof Heading heading && matcher != null && matcher.matches()) {
                node = record(file, heading, matcher.group(1), matcher.group(2));
            } else {
                node = node.getNext();
            }
        }
    }

    /** Reads a record up to the next heading that is not below its own, and returns what comes then. */
    private Node record(MarkdownFile file, Heading heading, String id, String rest) {
        Section section = new Section(file);
        Node node = heading.getNext();
        while (node != null && !(node instanceof Heading next && next.getLevel() <= heading.getLevel())) {
            if (node instanceof Heading inner
                    && HEADING.matcher(MarkdownFile.plain(inner)).matches()) {
                break;
            }
            section.add(node);
            node = node.getNext();
        }
        Matcher bracket = STATUS.matcher(rest);
        String status =
                bracket.find() ? bracket.group(1) : section.field("status").text();
        String title = rest.replaceFirst(STATUS.pattern(), "");
        Place at = file.place(heading, id);
        decisions.add(decision(new Text(id, at), List.of(), title, status, "", section));
        return node;
    }

    // --- a folder ---------------------------------------------------------------------------------------------------

    private void readFolder(Path folder, String shown) {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.sorted().toList();
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + e.getMessage(), e);
        }
        files.stream().filter(Files::isRegularFile).forEach(file -> readRecord(file, shown));
    }

    private void readRecord(Path file, String folder) {
        String name = file.getFileName().toString();
        String shown = folder.replaceFirst("/+$", "") + "/" + name;
        Matcher numbered = RECORD_FILE.matcher(name);
        if (DATED_FILE.matcher(name).matches()) {
            record(MarkdownFile.read(file, shown), stem(name), name, true);
        } else if (numbered.matches()) {
            record(MarkdownFile.read(file, shown), numbered.group(1), name, true);
        } else if (NAMED_FILE.matcher(name).matches()) {
            record(MarkdownFile.read(file, shown), stem(name), name, false);
        } else if (OTHER_FILE.matcher(name).matches()) {
            unread.add(shown);
        }
    }

    private static String stem(String name) {
        return name.replaceFirst("\\.[^.]*$", "");
    }

    /** @param isRecord whether its name says so; else its status has to */
    private void record(MarkdownFile file, String number, String name, boolean isRecord) {
        Section section = new Section(file);
        String title = stem(name)
                .replaceFirst("^(?:\\d{4}-\\d{2}-\\d{2}|(?i:adr[-_]?)?\\d+)[-_. ]", "")
                .replace('-', ' ');
        Place at = new Place(file.shown(), 1, 1);
        for (Node node = file.document().getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == 1) {
                title = MarkdownFile.plain(heading).replaceFirst("^(?i)(?:adr[- ]?)?\\d+\\s*[.:-]?\\s+", "");
                at = file.place(heading);
            } else {
                section.add(node);
            }
        }
        String status = file.frontMatter()
                .getOrDefault("status", section.field("status").text());
        if (!isRecord && status.isBlank()) {
            return;
        }
        String date = file.frontMatter().getOrDefault("date", name);
        decisions.add(decision(new Text(number, at), aliases(number, name), title, status, date, section));
    }

    /** Other ways to write the number of a record; one that has none is called by its name alone. */
    private static List<String> aliases(String number, String name) {
        String plain = number.replaceFirst("^0+(?=.)", "");
        Stream<String> ways = number.matches("\\d+")
                ? Stream.of(
                        plain, "D" + plain, "ADR-" + plain, "ADR-" + number, "ADR" + number, "ADR" + plain, stem(name))
                : Stream.of();
        return ways.filter(alias -> !alias.equals(number)).distinct().toList();
    }

    // --- both -------------------------------------------------------------------------------------------------------

    private static String date(String text) {
        Matcher found = DATE.matcher(text);
        return found.find() ? found.group() : "";
    }

    private static Decision decision(
            Text id, List<String> aliases, String title, String status, String date, Section section) {
        Section.Field guards = section.field("guarded by", "confirmation");
        Section.Field evidence = section.field("evidence");
        String own = status + "\n" + section.field("supersedes").text();
        boolean isAdvisory = ADVISORY.matcher(status).find()
                || ADVISORY.matcher(guards.text()).find();
        boolean hasGuards = !NOTHING.matcher(guards.text()).matches();
        return new Decision(
                id,
                aliases,
                title,
                Status.of(status.replaceAll("(?i)super[sc]edes.*", "")),
                date(status + " " + section.field("date").text() + " " + date),
                ids(
                        SUPERSEDES,
                        withKey("supersedes ", section.field("supersedes").text()) + "\n" + status,
                        id.at()),
                ids(
                        SUPERSEDED_BY,
                        own + "\n"
                                + withKey(
                                        "superseded by ",
                                        section.field("superseded by").text()),
                        id.at()),
                guards.codes(),
                section.field("guarded by").codes().isEmpty(),
                evidence.codes(),
                section.fields().stream()
                        .flatMap(field -> field.links().stream())
                        .toList(),
                title + " " + status + " "
                        + section.fields().stream().map(Section.Field::text).collect(Collectors.joining(" ")),
                hasGuards,
                isAdvisory);
    }

    private static String withKey(String key, String text) {
        return text.isEmpty() ? "" : key + text;
    }

    /** Returns the ids behind a word; of a link such as {@code [3. Use X](0003-use-x.md)} its number. */
    private static List<Text> ids(Pattern behind, String text, Place at) {
        List<Text> ids = new ArrayList<>();
        Matcher matcher = behind.matcher(text);
        while (matcher.find()) {
            Matcher id = Pattern.compile("(?:^|[,;&\\s]|and )\\[?(" + ID + ")(?=$|[\\s,.;:\\])&])", Pattern.MULTILINE)
                    .matcher(matcher.group(1));
            boolean isFirst = true;
            int end = 0;
            while (id.find()
                    && (isFirst || matcher.group(1).substring(end, id.start(1)).matches("(?i)[,;&\\s]*(and)?\\s*"))) {
                ids.add(new Text(id.group(1).toUpperCase(Locale.ROOT), at));
                isFirst = false;
                end = id.end(1);
            }
        }
        return ids;
    }
}
