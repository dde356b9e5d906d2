package dev.moveguard.testpath.probe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packages and classes a rule forbids, read from the sentence ArchUnit makes of it, and whether there are any such.
 *
 * <p>Only what comes after {@code should} in a rule that starts with {@code no}: a forbidden thing that does not exist is
 * never found. A name outside the project's own packages may be that of a library which is kept out.
 */
final class RuleNames {
    private static final Pattern PACKAGES =
            Pattern.compile("\\breside in (?:a|any) package (\\[?'[^']+'(?:, '[^']+')*]?)");
    private static final Pattern TYPE = Pattern.compile("\\bfully qualified name '([^']+)'");
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private static @Nullable Set<String> onClassPath;

    private RuleNames() {}

    static List<String> unmatched(String description, JavaClasses classes) {
        int should = description.indexOf(" should ");
        if (!description.startsWith("no ") || should < 0) {
            return List.of();
        }
        String forbidden = description.substring(should);
        Set<String> own = classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        Stream<String> packages = PACKAGES.matcher(forbidden)
                .results()
                .map(phrase -> quoted(phrase.group(1)))
                .filter(names -> names.stream().allMatch(name -> isOwn(name, own) && !isPackage(name, own)))
                .map(names -> "package " + String.join(", ", names));
        Stream<String> types = TYPE.matcher(forbidden)
                .results()
                .map(phrase -> phrase.group(1))
                .filter(name -> isOwn(name, own) && !isType(name, classes))
                .map(name -> "class " + name);
        return Stream.concat(packages, types).distinct().toList();
    }

    private static List<String> quoted(String list) {
        return QUOTED.matcher(list)
                .results()
                .map(MatchResult::group)
                .map(text -> text.substring(1, text.length() - 1))
                .toList();
    }

    /** Whether a name lies in packages of the project, told by their first two parts, or anywhere. */
    private static boolean isOwn(String name, Set<String> own) {
        return name.startsWith("..")
                || name.startsWith("*")
                || own.stream().anyMatch(known -> start(known).equals(start(name)));
    }

    private static String start(String name) {
        return Stream.of(name.split("\\.")).limit(2).collect(Collectors.joining("."));
    }

    private static boolean isPackage(String identifier, Set<String> own) {
        PackageMatcher matcher = PackageMatcher.of(identifier);
        return own.stream().anyMatch(matcher::matches) || onClassPath().stream().anyMatch(matcher::matches);
    }

    private static boolean isType(String name, JavaClasses classes) {
        return classes.contain(name) || PlatformDiscovery.isThere(name);
    }

    private static synchronized Set<String> onClassPath() {
        Set<String> known = onClassPath;
        if (known == null) {
            known = new HashSet<>();
            for (Module module : ModuleLayer.boot().modules()) {
                known.addAll(module.getPackages());
            }
            for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
                add(Path.of(entry), known);
            }
            onClassPath = known;
        }
        return known;
    }

    private static void add(Path entry, Set<String> packages) {
        try {
            if (Files.isDirectory(entry)) {
                try (Stream<Path> files = Files.walk(entry)) {
                    files.map(file -> entry.relativize(file).toString().replace(File.separatorChar, '/'))
                            .forEach(name -> addPackage(name, packages));
                }
            } else if (Files.isRegularFile(entry)) {
                try (JarFile jar = new JarFile(entry.toFile())) {
                    jar.stream().forEach(file -> addPackage(file.getName(), packages));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addPackage(String file, Set<String> packages) {
        if (file.endsWith(".class") && file.indexOf('/') > 0) {
            packages.add(file.substring(0, file.lastIndexOf('/')).replace('/', '.'));
        }
    }
}
