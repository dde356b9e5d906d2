package dev.moveguard.testpath.probe;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the build that the import of a rule leaves out, though the rule is about them: it says who may use what is
 * imported. A rule that says what the imported classes may use is about them alone, whatever else the build has.
 */
final class LeftOut {
    /** A class that was left out, and one it uses that was not. */
    record User(String name, String used) {}

    private static final Pattern USERS =
            Pattern.compile("\\bshould\\b.*\\bonly (?:be accessed|be called|have dependent)");
    private static final Pattern NOBODY =
            Pattern.compile("^no classes (?:that (?:reside outside of|do not|are not) (?:(?! reside in ).)*?)?"
                    + "should (?:access|depend on|call) .*(?:reside in (?:a|any) package|fully qualified name)");
    private static final Pattern NAME = Pattern.compile(" <([\\p{javaJavaIdentifierPart}.]+)");

    private final BuildClasses build;
    private final JavaClasses imported;
    private final Optional<List<ImportOption>> options;
    private final Set<Path> importedFolders;

    LeftOut(BuildClasses build, JavaClasses imported, String test) {
        this.build = build;
        this.imported = imported;
        this.options = options(test);
        this.importedFolders = imported.stream()
                .flatMap(type -> build.folder(type.getName()).stream())
                .collect(Collectors.toSet());
    }

    /**
     * Reads the import options of {@code @AnalyzeClasses}; nothing: the test imports in its own way, and what it leaves out of
     * a module may be left out on purpose.
     */
    private static Optional<List<ImportOption>> options(String test) {
        try {
            Class<?> type = Class.forName(test, false, LeftOut.class.getClassLoader());
            for (Annotation annotation : type.getAnnotations()) {
                if (annotation.annotationType().getName().equals("com.tngtech.archunit.junit.AnalyzeClasses")) {
                    return Optional.of(made((Class<?>[]) annotation
                            .annotationType()
                            .getMethod("importOptions")
                            .invoke(annotation)));
                }
            }
            return Optional.empty();
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            return Optional.empty(); // a version of ArchUnit that has no options
        } catch (InvocationTargetException | InstantiationException e) {
            throw new IllegalStateException(e); // ArchUnit has made them before
        }
    }

    private static List<ImportOption> made(Class<?>[] types)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException, InstantiationException {
        List<ImportOption> options = new ArrayList<>();
        for (Class<?> type : types) {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            options.add((ImportOption) constructor.newInstance());
        }
        return options;
    }

    private JavaClasses all() {
        return build.imported(options.orElse(List.of()));
    }

    private boolean isLeftOut(String type) {
        return !imported.contain(type)
                && build.folder(type)
                        .filter(folder -> options.isPresent() || !importedFolders.contains(folder))
                        .isPresent();
    }

    /** Finds a class that violates the rule by what it uses of the import. */
    Optional<User> violator(RulePart part) {
        if (part.isFrozen() || !isAboutUsers(part)) {
            return Optional.empty();
        }
        return part.rule().evaluate(all()).getFailureReport().getDetails().stream()
                .filter(line -> !IgnorePatterns.match(line))
                .flatMap(line -> user(line).stream())
                .min(Comparator.comparing(User::name).thenComparing(User::used));
    }

    private static boolean isAboutUsers(RulePart part) {
        return part.isAboutLayers()
                || USERS.matcher(part.description()).find()
                || NOBODY.matcher(part.description()).find();
    }

    private Optional<User> user(String violation) {
        List<String> names = NAME.matcher(violation).results().map(this::type).toList();
        return names.size() > 1 && isLeftOut(names.get(0)) && imported.contain(names.get(1))
                ? Optional.of(new User(names.get(0), names.get(1)))
                : Optional.empty();
    }

    /** The class a name begins with: that of a class, or of a member. */
    private String type(MatchResult found) {
        String name = found.group(1);
        while (!build.has(name) && name.indexOf('.') > 0) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        return name;
    }

    /** Finds a user of what is judged where nothing else is imported, so that nobody is seen to use it. */
    Optional<User> unseenUser(RulePart part) {
        if (part.objects() == null || !USERS.matcher(part.description()).find() || !isAllJudged(part)) {
            return Optional.empty();
        }
        return all().stream()
                .filter(type -> isLeftOut(type.getName()))
                .flatMap(type -> used(type).map(name -> new User(type.getName(), name)))
                .min(Comparator.comparing(User::name).thenComparing(User::used));
    }

    private boolean isAllJudged(RulePart part) {
        Set<String> judged = new HashSet<>();
        for (Object object : objects(part, imported)) {
            judged.add(name(object));
        }
        return imported.stream().map(JavaClass::getName).allMatch(judged::contains);
    }

    private static Iterable<?> objects(RulePart part, JavaClasses classes) {
        return part.objects() == null ? List.of() : part.objects().transform(classes);
    }

    private static @Nullable String name(Object object) {
        return object instanceof JavaClass type
                ? type.getName()
                : object instanceof JavaMember member ? member.getOwner().getName() : null;
    }

    private Stream<String> used(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getName)
                .filter(imported::contain);
    }

    /** Finds an object for a rule that is about nothing in its import. */
    Optional<String> object(RulePart part) {
        List<String> names = new ArrayList<>();
        for (Object object : objects(part, all())) {
            String name = name(object);
            if (name != null && isLeftOut(name)) {
                names.add(name);
            }
        }
        return names.stream().min(Comparator.naturalOrder());
    }
}
