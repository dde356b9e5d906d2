package dev.moveguard.testpath;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Place;
import dev.moveguard.rule.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The options a project gives every Maven run, in {@code .mvn/maven.config} and {@code .mvn/jvm.config}.
 *
 * @param folder the folder that holds {@code .mvn}, else the folder of the build
 * @param properties what {@code -D} sets
 */
record MavenConfig(Path folder, Map<String, Setting> properties, List<String> profiles, List<String> deniedProfiles) {
    MavenConfig {
        properties = Map.copyOf(properties);
        profiles = List.copyOf(profiles);
        deniedProfiles = List.copyOf(deniedProfiles);
    }

    /** Reads the options of the nearest {@code .mvn} at or above a build, within the project. */
    static MavenConfig of(Path build, Project project) {
        for (Path folder = build; folder != null && folder.startsWith(project.root()); folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return read(folder, project);
            }
        }
        return new MavenConfig(build, Map.of(), List.of(), List.of());
    }

    private static MavenConfig read(Path folder, Project project) {
        Options options = new Options();
        options.read(folder.resolve(".mvn/jvm.config"), project);
        options.profiles.clear(); // only Maven knows profiles
        options.denied.clear();
        options.read(folder.resolve(".mvn/maven.config"), project);
        return new MavenConfig(folder, options.properties, options.profiles, options.denied);
    }

    Optional<Setting> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    Properties userProperties() {
        Properties user = new Properties();
        properties.forEach((name, setting) -> user.setProperty(name, setting.value()));
        return user;
    }

    private static final class Options {
        private final Map<String, Setting> properties = new LinkedHashMap<>();
        private final List<String> profiles = new ArrayList<>();
        private final List<String> denied = new ArrayList<>();

        void read(Path file, Project project) {
            if (!Files.isRegularFile(file)) {
                return;
            }
            String shown = project.shown(file);
            List<String> lines;
            try {
                lines = SourceText.read(file).text().lines().toList();
            } catch (UnreadableException e) {
                throw new UnreadableBuildException(shown, "cannot be read");
            }
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    readLine(line, Where.at(new Place(shown, i + 1, 0)));
                }
            }
        }

        private void readLine(String line, Where where) {
            Iterator<String> words = Arrays.asList(line.split("\\s+")).iterator();
            while (words.hasNext()) {
                String word = words.next();
                after(word, words, "-D", "--define").ifPresent(text -> define(text, where));
                after(word, words, "-P", "--activate-profiles").ifPresent(this::activate);
            }
        }

        /** Returns what an option is given: attached, after {@code =}, or as the next word. */
        private static Optional<String> after(String word, Iterator<String> words, String brief, String full) {
            if (word.equals(brief) || word.equals(full)) {
                return words.hasNext() ? Optional.of(words.next()) : Optional.empty();
            }
            if (word.startsWith(full + "=")) {
                return Optional.of(word.substring(full.length() + 1));
            }
            return word.startsWith(brief) ? Optional.of(word.substring(brief.length())) : Optional.empty();
        }

        private void define(String text, Where where) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            properties.put(name, new Setting(name, equals < 0 ? "true" : text.substring(equals + 1), where));
        }

        private void activate(String text) {
            for (String id : text.split(",")) {
                String name = id.strip();
                if (name.startsWith("!") || name.startsWith("-")) {
                    denied.add(withoutMark(name.substring(1)));
                } else if (!name.isEmpty()) {
                    profiles.add(withoutMark(name.startsWith("+") ? name.substring(1) : name));
                }
            }
        }

        private static String withoutMark(String name) {
            return name.startsWith("?") ? name.substring(1) : name; // optional: no error when there is none
        }
    }
}
