package dev.moveguard.testpath;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Place;
import dev.moveguard.rule.BuildSession;
import dev.moveguard.rule.Project;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The options a project gives every Maven run, in {@code .mvn/maven.config} and {@code .mvn/jvm.config}.
 *
 * @param folder the folder that holds {@code .mvn}, else the folder of the build
 * @param properties what {@code -D} sets
 * @param failsNever the option that lets every build succeed
 */
record MavenConfig(
        Path folder,
        Map<String, Setting> properties,
        List<String> profiles,
        List<String> deniedProfiles,
        ReactorOptions reactor,
        Optional<Setting> failsNever,
        UserSettings settings) {
    MavenConfig {
        properties = Map.copyOf(properties);
        profiles = List.copyOf(profiles);
        deniedProfiles = List.copyOf(deniedProfiles);
    }

    /** Reads the options of the nearest {@code .mvn} at or above a build, within the project. */
    static MavenConfig of(Path build, Project project) {
        MavenConfig config = found(build, project);
        return project.session().map(config::in).orElse(config);
    }

    private static MavenConfig found(Path build, Project project) {
        for (Path folder = build; folder != null && folder.startsWith(project.root()); folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return read(folder, project);
            }
        }
        return new MavenConfig(
                build,
                Map.of(),
                List.of(),
                List.of(),
                ReactorOptions.NONE,
                Optional.empty(),
                UserSettings.read(null, null));
    }

    private static MavenConfig read(Path folder, Project project) {
        Options options = new Options();
        options.read(folder.resolve(".mvn/jvm.config"), project);
        options.profiles.clear(); // only Maven knows profiles
        options.denied.clear();
        options.reactor = ReactorOptions.NONE;
        options.read(folder.resolve(".mvn/maven.config"), project);
        return new MavenConfig(
                folder,
                options.properties,
                options.profiles,
                options.denied,
                options.reactor,
                Optional.ofNullable(options.failsNever),
                UserSettings.read(
                        options.file(folder, options.settings), options.file(folder, options.globalSettings)));
    }

    /** What holds in a build that is running: it has read the same files, and was told more. */
    private MavenConfig in(BuildSession session) {
        Map<String, Setting> told = new HashMap<>(properties); // those of jvm.config are none of the user's
        session.properties().forEach((name, value) -> told.put(name, told(name, value)));
        told.put(
                "maven.repo.local",
                told("maven.repo.local", session.localRepository().toString()));
        return new MavenConfig(
                folder,
                told,
                session.profiles(),
                session.deniedProfiles(),
                reactor,
                failsNever,
                UserSettings.read(
                        session.userSettings().orElse(null),
                        session.globalSettings().orElse(null)));
    }

    private Setting told(String name, String value) {
        return property(name)
                .filter(setting -> setting.value().equals(value))
                .orElseGet(() -> new Setting(name, value, new Where("-D" + name, null)));
    }

    /**
     * Finds the POM that an option has every build start from.
     *
     * @throws UnreadableBuildException when there is none: Maven stops there
     */
    Optional<Path> startingPom() {
        return reactor.file().map(file -> {
            try {
                Path named = folder.resolve(file.value()).normalize();
                Path pom = Files.isDirectory(named) ? named.resolve("pom.xml") : named;
                if (Files.isRegularFile(pom)) {
                    return pom;
                }
            } catch (InvalidPathException e) {
                // told below: such a file does not exist either
            }
            throw new UnreadableBuildException(
                    file.where().shown(), "has every build start at %s, which does not exist".formatted(file.value()));
        });
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
        private ReactorOptions reactor = ReactorOptions.NONE;
        private @Nullable Setting failsNever;
        private @Nullable String settings;
        private @Nullable String globalSettings;

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
                if (read(word, words, where)) {
                    continue;
                }
                after(word, words, "-D", "--define").ifPresent(text -> define(text, where));
                after(word, words, "-P", "--activate-profiles").ifPresent(this::activate);
            }
        }

        /** Reads the options that are no definition and no profile. */
        private boolean read(String word, Iterator<String> words, Where where) {
            switch (word.contains("=") ? word.substring(0, word.indexOf('=')) : word) {
                case "-s", "--settings" -> settings = value(word, words);
                case "-gs", "--global-settings" -> globalSettings = value(word, words);
                case "-f", "--file" -> reactor = reactor.startingAt(new Setting("-f", value(word, words), where));
                case "-pl", "--projects" -> reactor = reactor.selecting(new Setting("-pl", value(word, words), where));
                case "-am", "--also-make" -> reactor = reactor.makingUpstream();
                case "-amd", "--also-make-dependents" -> reactor = reactor.makingDownstream();
                case "-rf", "--resume-from" ->
                    reactor = reactor.resumingFrom(new Setting("-rf", value(word, words), where));
                case "-fn", "--fail-never" -> failsNever = new Setting(word, "true", where);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static String value(String word, Iterator<String> words) {
            int equals = word.indexOf('=');
            return equals >= 0 ? word.substring(equals + 1) : words.hasNext() ? words.next() : "";
        }

        @Nullable
        Path file(Path folder, @Nullable String name) {
            try {
                return name == null ? null : folder.resolve(name);
            } catch (InvalidPathException e) {
                return null; // Maven itself stops there
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
