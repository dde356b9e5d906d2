package dev.moveguard.testpath;

import dev.moveguard.config.Place;
import dev.moveguard.testpath.CheckedRule.Weakness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the conditions that a team wrote for its rules: whether a rule and its condition mean the same by a violation. */
record ConditionLook(MavenModule module, ForkPath path) {
    /** Tells why a rule cannot fail, as far as that lies in its condition. */
    Stream<Weakness> weaknesses(CheckedRule rule) {
        return rule.about().stream()
                .filter(line -> line.get(0).equals("condition"))
                .flatMap(line -> weakness(rule, line.get(1), Boolean.parseBoolean(line.get(2))).stream());
    }

    private Optional<Weakness> weakness(CheckedRule rule, String condition, boolean isNegated) {
        URL[] urls = path.files().stream().map(ConditionLook::url).toArray(URL[]::new);
        try (URLClassLoader classes = new URLClassLoader(urls, null)) {
            ConditionCode.Reported reported = new ConditionCode(classes).of(condition);
            return rule.weakness(
                    reported, isNegated, reported.at().map(this::where).orElse(Where.NOWHERE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e); // a file always has one
        }
    }

    /** Finds the source in the folders of the module; that of a condition of another module is named alone. */
    private Where where(ConditionCode.At at) {
        List<Path> folders = Stream.concat(
                        module.testFolders().stream().map(MavenModule.TestFolder::folder),
                        module.path(module.model().getBuild().getSourceDirectory()).stream())
                .toList();
        return folders.stream()
                .map(folder -> folder.resolve(at.path()))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> Where.at(new Place(module.locations().project().shown(file), at.line(), 0)))
                .orElseGet(() -> new Where(at.path() + ":" + at.line(), null));
    }
}
