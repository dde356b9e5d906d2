package dev.moveguard.testpath;

import dev.moveguard.code.source.SourceOutline.Annotation;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The suites of the test sources: classes that have others run. */
final class Suites {
    private static final Pattern NAMED = Pattern.compile("([\\w.$]+)\\s*\\.\\s*class\\b");
    private static final Pattern QUOTED = Pattern.compile("\"([\\w.$]+)\"");

    /** What the JUnit Platform takes for a test in a package where no suite says otherwise. */
    private static final Pattern STANDARD = Pattern.compile("^(Test.*|.+[.$]Test.*|.*Tests?)$");

    private final List<TestClass> suites;
    private final SourceNames names;

    Suites(List<TestClass> all, SourceNames names) {
        this.suites = all.stream().filter(Suites::isSuite).toList();
        this.names = names;
    }

    private static Stream<Annotation> annotations(TestClass test) {
        return test.type().declared().annotations().stream();
    }

    private static boolean isSuite(TestClass test) {
        return annotations(test)
                .anyMatch(annotation -> annotation.simpleName().equals("Suite")
                        || annotation.simpleName().matches("Suite(Classes|\\.SuiteClasses)")
                        || annotation.simpleName().startsWith("Select"));
    }

    /** Returns the suites that name a class, by itself or by its package. */
    List<TestClass> of(TestClass test) {
        return suites.stream()
                .filter(suite -> !suite.equals(test))
                .filter(suite -> annotations(suite).anyMatch(annotation -> includes(suite, annotation, test)))
                .toList();
    }

    private boolean includes(TestClass suite, Annotation annotation, TestClass test) {
        String name = test.launched().replace('/', '.');
        return switch (annotation.simpleName()) {
            case "SelectClasses", "SuiteClasses" ->
                found(
                                NAMED,
                                annotation,
                                text -> names.resolve(suite.type(), text).equals(name))
                        || found(QUOTED, annotation, text -> text.equals(name));
            case "SelectPackages" ->
                STANDARD.matcher(name).matches() && found(QUOTED, annotation, text -> name.startsWith(text + "."));
            default -> false;
        };
    }

    private static boolean found(Pattern pattern, Annotation annotation, Predicate<String> is) {
        return pattern.matcher(annotation.text())
                .results()
                .map((MatchResult match) -> match.group(1))
                .anyMatch(is);
    }
}
