package dev.moveguard.testpath;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Activation;
import org.apache.maven.model.ActivationFile;
import org.apache.maven.model.ActivationOS;
import org.apache.maven.model.ActivationProperty;
import org.apache.maven.model.Profile;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.building.SettingsProblem;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of the user and of the Maven installation add to every build.
 *
 * @param localRepository empty: Maven's own default
 */
record UserSettings(Optional<String> localRepository, List<Profile> profiles, List<String> activeProfiles) {
    static final UserSettings NONE = new UserSettings(Optional.empty(), List.of(), List.of());

    UserSettings {
        profiles = List.copyOf(profiles);
        activeProfiles = List.copyOf(activeProfiles);
    }

    /**
     * Reads the settings.
     *
     * @param user the file an option names; null: that of the user's home
     * @param global the file an option names; null: that of the installation
     * @throws UnreadableBuildException when one of them is malformed, or was named and does not exist
     */
    static UserSettings read(@Nullable Path user, @Nullable Path global) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(user == null ? home() : named(user));
        request.setGlobalSettingsFile(global == null ? installed().orElse(null) : named(global));
        request.setSystemProperties(EffectiveModels.machine());
        try {
            return of(new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings());
        } catch (SettingsBuildingException e) {
            SettingsProblem worst = e.getProblems().get(0);
            throw new UnreadableBuildException(
                    "settings.xml",
                    "cannot be read at %s:%s, and says which profiles are active"
                            .formatted(worst.getLineNumber(), worst.getColumnNumber()));
        }
    }

    private static File named(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableBuildException(
                    String.valueOf(file.getFileName()), "does not exist, and is named as the settings of every build");
        }
        return file.toFile();
    }

    private static File home() {
        return Path.of(System.getProperty("user.home", "."), ".m2", "settings.xml")
                .toFile();
    }

    /** The settings beside the {@code mvn} that would be called. */
    private static Optional<File> installed() {
        Stream<String> homes =
                Stream.of("MAVEN_HOME", "M2_HOME").flatMap(name -> Optional.ofNullable(System.getenv(name)).stream());
        return Stream.concat(homes.flatMap(UserSettings::path), onPath())
                .map(home -> home.resolve("conf/settings.xml"))
                .filter(Files::isRegularFile)
                .map(Path::toFile)
                .findFirst();
    }

    private static Stream<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(UserSettings::path)
                .map(folder -> folder.resolve("mvn"))
                .filter(Files::isRegularFile)
                .flatMap(UserSettings::real)
                .map(mvn -> mvn.resolve("../..").normalize());
    }

    private static Stream<Path> path(String text) {
        try {
            return Stream.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    private static Stream<Path> real(Path link) {
        try {
            return Stream.of(link.toRealPath());
        } catch (IOException e) {
            return Stream.empty(); // a link to nowhere is no Maven
        }
    }

    private static UserSettings of(Settings settings) {
        return new UserSettings(
                Optional.ofNullable(settings.getLocalRepository()),
                settings.getProfiles().stream().map(UserSettings::converted).toList(),
                settings.getActiveProfiles());
    }

    private static Profile converted(org.apache.maven.settings.Profile from) {
        Profile profile = new Profile();
        profile.setId(from.getId());
        profile.setSource("settings.xml");
        profile.setProperties(from.getProperties());
        if (from.getActivation() != null) {
            profile.setActivation(converted(from.getActivation()));
        }
        return profile;
    }

    private static Activation converted(org.apache.maven.settings.Activation from) {
        Activation activation = new Activation();
        activation.setActiveByDefault(from.isActiveByDefault());
        activation.setJdk(from.getJdk());
        if (from.getProperty() != null) {
            ActivationProperty property = new ActivationProperty();
            property.setName(from.getProperty().getName());
            property.setValue(from.getProperty().getValue());
            activation.setProperty(property);
        }
        if (from.getOs() != null) {
            ActivationOS os = new ActivationOS();
            os.setName(from.getOs().getName());
            os.setFamily(from.getOs().getFamily());
            os.setArch(from.getOs().getArch());
            os.setVersion(from.getOs().getVersion());
            activation.setOs(os);
        }
        if (from.getFile() != null) {
            ActivationFile file = new ActivationFile();
            file.setExists(from.getFile().getExists());
            file.setMissing(from.getFile().getMissing());
            activation.setFile(file);
        }
        return activation;
    }

    /** Finds the profile that sets a property to a value, for the message. */
    Optional<String> source(String property, String value) {
        return profiles.stream()
                .filter(profile -> value.equals(profile.getProperties().getProperty(property)))
                .map(profile -> "the profile %s of settings.xml".formatted(profile.getId()))
                .findFirst();
    }
}
