package dev.moveguard.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a rules.yaml, and the files and presets it extends, into one {@link RuleSet}. */
public final class RulesFile {
    /** How the file is called that is looked for. */
    public static final String NAME = "rules.yaml";

    private static final String PRESET = "classpath:";
    /** The presets that come along. */
    static final List<String> PRESETS = List.of(
            "arena",
            "complete-always",
            "complete-once",
            "must-close",
            "netty-bytebuf",
            "read-once",
            "streams",
            "use-once");

    private static final int MOST_BYTES = 4 << 20;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Law> laws = new ArrayList<>();
    private final List<RuleEntry> rules = new ArrayList<>();
    private final Map<String, Place> ids = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final StringBuilder texts = new StringBuilder();
    private Scan scan = Scan.none();
    private Docs docs = Docs.none();

    private RulesFile() {}

    /** Finds the file that a relative path names from a folder, or from the nearest one above where it is. */
    public static Optional<Path> nearest(Path folder, Path named) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(named))) {
                return Optional.of(at.resolve(named).normalize());
            }
        }
        return Optional.empty();
    }

    /**
     * Reads the file.
     *
     * @param name how messages call it
     * @throws ConfigurationException listing everything that is wrong with its form
     */
    public static RuleSet read(Path file, String name) {
        RulesFile reader = new RulesFile();
        reader.extend(file.toAbsolutePath().normalize(), name, Place.file(name), true);
        reader.checkLaws();
        if (!reader.problems.isEmpty()) {
            throw new ConfigurationException(reader.problems);
        }
        return new RuleSet(file, name, reader.texts.toString(), reader.scan, reader.docs, reader.laws, reader.rules);
    }

    private void extend(Path file, String name, Place from, boolean isFirst) {
        try {
            read(new Source(file.toString(), name, file), Files.readAllBytes(file), isFirst);
        } catch (NoSuchFileException e) {
            problems.add(new Problem(from, (isFirst ? "no such file" : "no such file: " + name) + Spelling.hint(file)));
        } catch (IOException e) {
            problems.add(new Problem(from, "cannot be read: " + e.getMessage()));
        }
    }

    /** A file or preset. {@code path} is null for a preset. */
    private record Source(String key, String name, @Nullable Path path) {}

    private void read(Source source, byte[] bytes, boolean isFirst) {
        if (!open.add(source.key)) {
            problems.add(new Problem(Place.file(source.name), "extends itself: " + String.join(" -> ", open)));
            return;
        }
        compose(source, bytes).ifPresent(node -> read(source, node, isFirst));
        open.remove(source.key);
    }

    private Optional<Node> compose(Source source, byte[] bytes) {
        Place at = Place.file(source.name);
        if (bytes.length > MOST_BYTES) {
            problems.add(new Problem(at, "is longer than %s bytes".formatted(MOST_BYTES)));
            return Optional.empty();
        }
        try {
            String text = decode(bytes);
            texts.append(source.name).append('\n').append(text).append('\n');
            Optional<Node> node = new Compose(LoadSettings.builder()
                            .setLabel(source.name)
                            .setMaxAliasesForCollections(50)
                            .build())
                    .composeString(text);
            if (node.isEmpty()) {
                problems.add(new Problem(at, "is empty"));
            }
            return node;
        } catch (CharacterCodingException e) {
            problems.add(new Problem(at, "is not UTF-8"));
        } catch (StackOverflowError e) {
            problems.add(new Problem(at, "is nested too deeply"));
        } catch (MarkedYamlEngineException e) {
            problems.add(new Problem(
                    e.getProblemMark()
                            .map((Mark mark) -> YamlSection.place(source.name, mark))
                            .orElse(at),
                    "is not YAML: " + firstLine(e.getProblem())));
        } catch (YamlEngineException e) {
            problems.add(new Problem(at, "is not YAML: " + firstLine(String.valueOf(e.getMessage()))));
        }
        return Optional.empty();
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void read(Source source, Node node, boolean isFirst) {
        YamlSection file = YamlSection.of(source.name, NAME, node, problems);
        file.refuseOthersThan(RulesKeys.FILE.keySet());
        Text version = file.required("version");
        if (!version.value().isEmpty() && !version.value().equals("1")) {
            problems.add(new Problem(version.at(), "version must be 1, not " + version.value()));
        }
        file.list("extends").forEach(other -> extend(source, other));
        if (isFirst) {
            scan = file.section("scan").map(RulesFile::scan).orElse(scan);
            docs = file.section("docs").map(RulesFile::docs).orElse(docs);
        }
        file.sections("laws", "a law").forEach(this::law);
        file.sections("rules", "a rule").forEach(this::rule);
    }

    private void extend(Source source, Text other) {
        if (other.value().startsWith(PRESET)) {
            preset(other);
        } else if (source.path == null) {
            problems.add(new Problem(other.at(), "a preset extends presets only, as classpath:..."));
        } else {
            extend(source.path.resolveSibling(other.value()).normalize(), other.value(), other.at(), false);
        }
    }

    private static String hint(String resource) {
        String word = resource.replaceFirst("^.*/", "").replaceFirst("\\.ya?ml$", "");
        return PRESETS.contains(word)
                ? ", did you mean %smoveguard/presets/%s.yaml?".formatted(PRESET, word)
                : Spelling.nearest(word, PRESETS)
                        .map(near -> ", did you mean %smoveguard/presets/%s.yaml?".formatted(PRESET, near))
                        .orElse("");
    }

    private void preset(Text name) {
        String resource = name.value().substring(PRESET.length());
        try (InputStream in = RulesFile.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                problems.add(new Problem(name.at(), "no such preset: " + name.value() + hint(resource)));
            } else {
                read(new Source(name.value(), name.value(), null), in.readAllBytes(), false);
            }
        } catch (IOException e) {
            problems.add(new Problem(name.at(), "cannot be read: " + e.getMessage()));
        }
    }

    private static Scan scan(YamlSection section) {
        section.refuseOthersThan(RulesKeys.SCAN.keySet());
        return new Scan(section.list("classes"), section.list("sources"), section.list("tests"));
    }

    private static Docs docs(YamlSection section) {
        section.refuseOthersThan(RulesKeys.DOCS.keySet());
        return new Docs(
                section.optional("decisions").orElse(null),
                section.optional("constraints").orElse(null));
    }

    private void law(YamlSection section) {
        section.refuseOthersThan(RulesKeys.LAW.keySet());
        Text id = claim("law", section.required("id"));
        laws.add(new Law(
                id.value(),
                section.required("says").value(),
                section.optional("decision").orElse(null),
                section.list("constraints"),
                section.list("tests"),
                id.at()));
    }

    private void rule(YamlSection section) {
        Text id = claim("rule", section.required("id"));
        if (!id.value().isEmpty() && !id.value().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            problems.add(new Problem(id.at(), "a rule id is kebab-case (chain-solely-owned), not " + id.value()));
        }
        rules.add(new RuleEntry(
                id.value(),
                section.required("kind"),
                section.optional("law").orElse(null),
                choice(section, "severity", Severity.ERROR, Severity.values()),
                section.optional("because").map(Text::value).orElse(null),
                section.optional("fix").map(Text::value).orElse(null),
                choice(section, "mood", Mood.MUST, Mood.values()),
                section.optional("allow-empty").map(Text::value).orElse(null),
                section.section("witness").map(this::witness).orElse(null),
                section.parametersExcept(RulesKeys.RULE.keySet()),
                id.at()));
    }

    private Witness witness(YamlSection section) {
        section.refuseOthersThan(RulesKeys.WITNESS.keySet());
        Text bad = section.optional("bad").orElse(null);
        Text good = section.optional("good").orElse(null);
        if (bad == null && good == null) {
            problems.add(new Problem(section.at(), "witness needs the key bad or good: a Java source"));
        }
        return new Witness(bad, good);
    }

    private Text claim(String what, Text id) {
        Place before = id.value().isEmpty() ? null : ids.putIfAbsent(what + " " + id.value(), id.at());
        if (before != null) {
            problems.add(new Problem(id.at(), "%s %s is already defined at %s".formatted(what, id.value(), before)));
        }
        return id;
    }

    private <E extends Enum<E>> E choice(YamlSection section, String key, E fallback, E[] all) {
        Text text = section.optional(key).orElse(null);
        if (text == null || text.value().isBlank()) {
            return fallback;
        }
        List<String> words = Arrays.stream(all).map(RulesFile::word).toList();
        int index = words.indexOf(text.value());
        if (index < 0) {
            problems.add(new Problem(
                    text.at(),
                    "%s is one of %s, not %s%s"
                            .formatted(key, String.join(", ", words), text, Spelling.hint(text.value(), words))));
        }
        return index < 0 ? fallback : all[index];
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void checkLaws() {
        List<String> known = laws.stream().map(Law::id).toList();
        for (RuleEntry rule : rules) {
            Text law = rule.law();
            if (law != null && !known.contains(law.value())) {
                problems.add(new Problem(
                        law.at(), "no law has the id %s%s".formatted(law, Spelling.hint(law.value(), known))));
            }
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
