package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.rule.Project;
import dev.moveguard.testpath.NamedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Breaks {@code tests-on-path}: excludes the guard from the build, skips it, disables it, drops its module. */
public final class TestsOnPathBreaker implements Breaker {
    @Override
    public String kind() {
        return "tests-on-path";
    }

    @Override
    public boolean isAboutFiles() {
        return true;
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        return guarded.texts("tests").stream()
                .flatMap(text -> NamedTest.of(guarded.project(), TypePattern.of(text)).stream()
                        .limit(1))
                .distinct()
                .flatMap(test -> mutants(test, guarded.project()))
                .toList();
    }

    private static Stream<Mutant> mutants(NamedTest test, Project project) {
        List<Mutant> mutants = new ArrayList<>();
        String simple = CodeType.simpleName(test.name());
        test.pom().map(project::shown).ifPresent(pom -> {
            mutants.add(Mutant.ofFile(
                    "%s excluded from the build in %s".formatted(simple, pom), test.name(), pom, excluded(simple)));
            mutants.add(Mutant.ofFile(
                    "tests skipped in " + pom,
                    test.name(),
                    pom,
                    PomEdit.ofTestPlugins(configuration ->
                            PomEdit.child(configuration, "skip").setTextContent("true"))));
            mutants.add(Mutant.ofFile("another class excluded in " + pom, test.name(), pom, excluded("ProofOfAnother"))
                    .harmless());
            unlisted(test, pom).ifPresent(mutants::add);
        });
        mutants.add(Mutant.ofFile(simple + " disabled", test.name(), test.at().file(), disabled(simple)));
        mutants.add(Mutant.ofFile(
                simple + " without its @Test",
                test.name(),
                test.at().file(),
                text -> text.contains(" extends ")
                        ? Optional.of(text)
                        : Optional.of(text.replaceAll(
                                "@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|ArchTest)\\b", ""))));
        return mutants.stream();
    }

    private static Function<String, Optional<String>> excluded(String simple) {
        return PomEdit.ofTestPlugins(
                configuration -> PomEdit.append(PomEdit.child(configuration, "excludes"), "exclude")
                        .setTextContent("**/%s.java".formatted(simple.replaceFirst("\\..*", ""))));
    }

    /** Takes the module out of the list of the POM above. */
    private static Optional<Mutant> unlisted(NamedTest test, String pom) {
        int slash = pom.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String folder = pom.substring(0, slash);
        return Optional.of(Mutant.ofFile(
                "module %s no longer listed".formatted(folder),
                test.name(),
                "pom.xml",
                PomEdit.of(project -> PomEdit.children(project, "modules")
                        .forEach(modules -> PomEdit.children(modules, "module")
                                .filter(module ->
                                        module.getTextContent().strip().equals(folder))
                                .toList()
                                .forEach(modules::removeChild)))));
    }

    private static Function<String, Optional<String>> disabled(String simple) {
        Pattern declaration = Pattern.compile(
                "(?m)^\\s*((?:public |protected |private |abstract |final |static )*)(?:class|record)\\s+"
                        + Pattern.quote(simple.substring(simple.lastIndexOf('.') + 1)) + "\\b");
        return text -> {
            Matcher matcher = declaration.matcher(text);
            return Optional.of(
                    matcher.find()
                            ? text.substring(0, matcher.start(1)) + annotation(text) + " "
                                    + text.substring(matcher.start(1))
                            : text);
        };
    }

    private static String annotation(String text) {
        if (text.contains("org.junit.jupiter")) {
            return "@org.junit.jupiter.api.Disabled";
        }
        return text.contains("com.tngtech.archunit.junit")
                ? "@com.tngtech.archunit.junit.ArchIgnore"
                : text.contains("org.testng") ? "@org.testng.annotations.Ignore" : "@org.junit.Ignore";
    }
}
