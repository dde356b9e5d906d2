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
 * The packages and classes that the sentence of a rule names, and whether there are any such in the import, on the class path
 * or elsewhere in the build. A name outside the project's own packages may be that of a library which is kept out.
 */
final class RuleNames {
    private static final Pattern PACKAGES =
            Pattern.compile("\\breside in (?:a|any) package (\\[?'[^']+'(?:, '[^']+')*]?)");
    private static final Pattern TYPE = Pattern.compile("\\bfully qualified name '([^']+)'");
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private static final Pattern OUTSIDE =
            Pattern.compile("\\breside outside of packages? (\\[?'[^']+'(?:, '[^']+')*]?)");
    private static final Pattern EXCEPTED = Pattern.compile("\\bnot (?:have fully qualified name|have name) '([^']+)'"
            + "|\\bnot (?:assignable to|assignable from|implement) ([\\w$]+(?:\\.[\\w$]+)+)"
            + "|^name '([^']+)'$");

    private static @Nullable Set<String> onClassPath;

    private final JavaClasses classes;
    private final BuildClasses build;
    private final Set<String> own;

    RuleNames(JavaClasses classes, BuildClasses build) {
        this.classes = classes;
        this.build = build;
        this.own = classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    }

    /**
     * What a rule forbids and what does not exist: of what comes after {@code should} in a rule that starts with {@code no}, for
     * a forbidden thing that does not exist is never found.
     */
    List<String> forbidden(String description) {
        int should = description.indexOf(" should ");
        if (!description.startsWith("no ") || should < 0) {
            return List.of();
        }
        String forbidden = description.substring(should);
        Stream<String> packages = PACKAGES.matcher(forbidden)
                .results()
                .map(phrase -> quoted(phrase.group(1)))
                .filter(names -> names.stream().allMatch(name -> isOwn(name) && !isPackage(name)))
                .map(names -> "package " + String.join(", ", names));
        Stream<String> types = TYPE.matcher(forbidden)
                .results()
                .map(phrase -> phrase.group(1))
                .filter(name -> isOwn(name) && isGone(name))
                .map(name -> "class " + name);
        return Stream.concat(packages, types).distinct().toList();
    }

    /**
     * What a rule excepts and what does not exist.
     *
     * @param descriptions of what picks its objects, and of what it ignores
     */
    List<String> excepted(List<String> descriptions) {
        Stream<String> packages = descriptions.stream()
                .flatMap(text -> OUTSIDE.matcher(text).results())
                .flatMap(phrase -> quoted(phrase.group(1)).stream())
                .filter(name -> name.matches("[\\w$].*") && isCertainlyOwn(parent(name), own) && !isPackage(name))
                .map(name -> "package " + name);
        Stream<String> types = descriptions.stream()
                .flatMap(text -> EXCEPTED.matcher(text).results())
                .map(RuleNames::group)
                .filter(name -> isCertainlyOwn(parent(name), own) && isGone(name))
                .map(name -> "class " + name);
        return Stream.concat(packages, types).distinct().toList();
    }

    private static String group(MatchResult found) {
        String last = "";
        for (int i = 1; i <= found.groupCount(); i++) {
            last = found.group(i) == null ? last : found.group(i);
        }
        return last;
    }

    /** Whether nothing bears a name. */
    private boolean isGone(String type) {
        return !classes.contain(type) && !build.has(type) && !PlatformDiscovery.isThere(type);
    }

    private static List<String> quoted(String list) {
        return QUOTED.matcher(list)
                .results()
                .map(MatchResult::group)
                .map(text -> text.substring(1, text.length() - 1))
                .toList();
    }

    /** Whether a name lies in packages of the project, told by their first two parts, or anywhere. */
    private boolean isOwn(String name) {
        return name.startsWith("..")
                || name.startsWith("*")
                || own.stream().anyMatch(known -> start(known).equals(start(name)));
    }

    /** Whether a package lies among some, told by three parts, or by two where one of them has no more. */
    static boolean isCertainlyOwn(String name, Set<String> some) {
        List<String> parts = List.of(name.split("\\."));
        return some.stream().map(known -> List.of(known.split("\\."))).anyMatch(known -> {
            int shared = Math.min(3, Math.min(parts.size(), known.size()));
            return shared > 1 && parts.subList(0, shared).equals(known.subList(0, shared));
        });
    }

    /** The package of a class, or the one above a package. */
    static String parent(String name) {
        String plain = name.endsWith("..") ? name.substring(0, name.length() - 2) : name;
        return plain.substring(0, Math.max(0, plain.lastIndexOf('.')));
    }

    private static String start(String name) {
        return Stream.of(name.split("\\.")).limit(2).collect(Collectors.joining("."));
    }

    private boolean isPackage(String identifier) {
        PackageMatcher matcher = PackageMatcher.of(identifier);
        return Stream.of(own, build.packages(), onClassPath())
                .flatMap(Set::stream)
                .anyMatch(matcher::matches);
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
