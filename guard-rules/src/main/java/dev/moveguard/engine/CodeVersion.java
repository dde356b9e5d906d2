package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.SourceVersion;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Text;
import dev.moveguard.revision.FileEntry;
import dev.moveguard.revision.GitException;
import dev.moveguard.revision.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The sources of a revision or of the index that {@code scan} names, read from the repository and not from the folder. */
public final class CodeVersion implements SourceVersion {
    private final Checkout checkout;
    private final RuleSet ruleSet;
    private final Snapshot snapshot;
    private final String keptAs;
    private final boolean withClasses;
    private final List<Item> items = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final Set<Text> unmatched = new HashSet<>();
    /** Paths of sources, each also without its first folders: what the class file of a source tells of it. */
    private final Set<String> sourceNames = new HashSet<>();

    /**
     * @param others sources that this version has not got on purpose
     * @param withClasses whether class files count that come from no source
     */
    CodeVersion(
            Checkout checkout,
            RuleSet ruleSet,
            Snapshot snapshot,
            Collection<String> others,
            String keptAs,
            boolean withClasses) {
        this.checkout = checkout;
        this.ruleSet = ruleSet;
        this.snapshot = snapshot;
        this.keptAs = keptAs;
        this.withClasses = withClasses;
        if (withClasses) {
            others.forEach(this::addSourceName);
            snapshot.files().keySet().forEach(this::addSourceName);
        }
        collect();
    }

    private void addSourceName(String path) {
        if (path.endsWith(".java")) {
            sourceNames.add(path);
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                sourceNames.add(path.substring(slash + 1));
            }
        }
    }

    private void collect() {
        List<SourceGlob> globs = ruleSet.scan().sources().stream()
                .map(text -> SourceGlob.of(checkout.root(), text))
                .toList();
        globs.forEach(glob -> unmatched.add(glob.text()));
        for (FileEntry file : snapshot.files().values()) {
            String name = file.name();
            boolean isSource =
                    name.endsWith(".java") && !name.equals("module-info.java") && !name.equals("package-info.java");
            if (isSource) {
                add(file, globs);
            }
        }
    }

    private void add(FileEntry entry, List<SourceGlob> globs) {
        Path file = checkout.file(entry.path());
        boolean isTaken = false;
        for (SourceGlob glob : globs) {
            Optional<Path> folder = glob.folderOf(file);
            if (folder.isPresent()) {
                unmatched.remove(glob.text());
                if (entry.kind() == FileEntry.Kind.LINK) {
                    links.add(entry.path());
                } else if (!isTaken) {
                    items.add(new Item(file, folder.get(), entry.blob()));
                    isTaken = true;
                }
            }
        }
    }

    @Override
    public List<Item> sources() {
        return List.copyOf(items);
    }

    @Override
    public Map<Path, SourceText> texts(Collection<Path> files) {
        Map<Path, FileEntry> entries = new HashMap<>();
        for (Path file : files) {
            snapshot.file(checkout.path(file)).ifPresent(entry -> entries.put(file, entry));
        }
        try {
            Map<String, byte[]> contents = checkout.repository().contents(entries.values());
            Map<Path, SourceText> texts = new HashMap<>();
            entries.forEach((file, entry) ->
                    texts.put(file, SourceText.of(Objects.requireNonNull(contents.get(entry.path())))));
            return texts;
        } catch (GitException e) {
            throw new UnreadableException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads one file as it is in this version.
     *
     * @throws UnreadableException when it has no such file
     */
    SourceText text(Path file) {
        SourceText text = texts(List.of(file)).get(file);
        return text == null ? SourceText.read(file) : text;
    }

    @Override
    public boolean hasSourceOf(String source) {
        return sourceNames.contains(source);
    }

    @Override
    public String keptAs() {
        return keptAs;
    }

    /** Tells this version of the sources from every other. */
    String content() {
        StringBuilder content = new StringBuilder();
        items.forEach(item -> content.append(item.file())
                .append('\n')
                .append(item.folder())
                .append('\n')
                .append(item.content())
                .append('\n'));
        sourceNames.stream().sorted().forEach(name -> content.append(name).append('\n'));
        return content.toString();
    }

    /** Adds the class files that count, and tells the ledger what this version cannot hold. */
    void addTo(CodeReader reader, InputLedger ledger) {
        links.forEach(link -> ledger.skipped(link, "is a link"));
        for (Text glob : unmatched) {
            if (Inputs.exists(ruleSet.root(), glob)) {
                ledger.undecided(glob.value(), "holds no source that Git knows (%s)".formatted(glob.at()));
            } else {
                ledger.failed(glob.value(), "matches nothing (%s)".formatted(glob.at()));
            }
        }
        if (withClasses) {
            Inputs.classes(ruleSet).addTo(reader);
        }
    }
}
