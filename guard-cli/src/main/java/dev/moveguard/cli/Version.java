package dev.moveguard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, as the build wrote it down. */
final class Version implements IVersionProvider {
    static String number() {
        return property("version").orElse("unknown");
    }

    /** Where the pages of this program are published, ending in {@code /}; null: nowhere yet. */
    static @Nullable String site() {
        return property("site").orElse(null);
    }

    private static Optional<String> property(String name) {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.ofNullable(properties.getProperty(name)).filter(value -> !value.isBlank());
    }

    @Override
    public String[] getVersion() {
        return new String[] {"guard " + number() + " (Java " + Runtime.version() + ")"};
    }
}
