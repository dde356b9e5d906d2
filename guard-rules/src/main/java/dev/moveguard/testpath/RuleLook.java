package dev.moveguard.testpath;

import dev.moveguard.config.Place;
import dev.moveguard.testpath.CheckedRule.Weakness;
import dev.moveguard.testpath.ForkedJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.maven.model.Resource;

/** Has tests of a module check their ArchUnit rules in a Java machine of their own, and looks at what the rules are about. */
final class RuleLook {
    private static final String ARCHUNIT = "com.tngtech.archunit:archunit";
    private static final String PATTERNS = "archunit_ignore_patterns.txt";
    private static final String EMPTY = "archRule.failOnEmptyShould";

    /**
     * What was seen of the rules of a class.
     *
     * @param weaknesses why rules of it cannot fail
     * @param leniency what lets a rule hold that is about nothing
     * @param gap why there is no telling; continues a sentence that starts with the POM of the module
     */
    record Seen(List<CheckedRule> rules, List<Weakness> weaknesses, Optional<String> leniency, Optional<String> gap) {
        Seen {
            rules = List.copyOf(rules);
            weaknesses = List.copyOf(weaknesses);
        }

        static final Seen NOTHING = new Seen(List.of(), List.of(), Optional.empty(), Optional.empty());

        /** What had been seen of a class until the machine broke off: it may be all, or not. */
        Seen until(Outcome.Broken broken) {
            return rules.isEmpty()
                    ? gap("has ArchUnit tests whose check " + broken.reason().replaceAll("\\p{Cntrl}", " "))
                    : this;
        }

        Seen and(List<Weakness> more) {
            List<Weakness> all = new ArrayList<>(weaknesses);
            all.addAll(more);
            return new Seen(rules, all, leniency, gap);
        }

        static Seen gap(String reason) {
            return new Seen(List.of(), List.of(), Optional.empty(), Optional.of(reason));
        }
    }

    private final MavenModule module;
    private final ForkPath path;
    private final ForkedJvm jvm;
    private final List<MavenModule> modules;

    /** @param modules those of the whole build, whose classes a rule may be about */
    RuleLook(MavenModule module, ForkPath path, ForkedJvm jvm, List<MavenModule> modules) {
        this.module = module;
        this.path = path;
        this.jvm = jvm;
        this.modules = List.copyOf(modules);
    }

    static boolean isPossible(MavenModule module, EffectiveModels models) {
        return models.classPath(module.model()).has(ARCHUNIT);
    }

    Map<TestClass, Seen> look(List<TestClass> tests) {
        Map<TestClass, Seen> seen = new LinkedHashMap<>();
        Outcome outcome = jvm.ask(path.files(), question(tests));
        for (TestClass test : tests) {
            Seen some = seen(test.launched().replace('/', '.'), outcome.answers());
            seen.put(
                    test, outcome instanceof Outcome.Broken broken && some.gap().isEmpty() ? some.until(broken) : some);
        }
        List<Weakness> ignored = ignored(outcome.answers()).toList();
        seen.entrySet().stream()
                .filter(entry -> !entry.getValue().rules().isEmpty())
                .findFirst()
                .ifPresent(first -> first.setValue(first.getValue().and(ignored)));
        return seen;
    }

    private List<List<String>> question(List<TestClass> tests) {
        List<List<String>> lines = new ArrayList<>(List.of(List.of("evaluate", "")));
        boolean isTestNg =
                tests.stream().flatMap(TestClass::enabled).anyMatch(member -> member.framework() == Framework.TESTNG);
        lines.add(List.of(path.hasPlatform() ? "platform" : isTestNg ? "testng" : "junit4", ""));
        tests.stream()
                .map(test -> test.launched().replace('/', '.'))
                .distinct()
                .forEach(name -> lines.add(List.of("class", name)));
        for (MavenModule one : modules) {
            one.path(one.model().getBuild().getOutputDirectory())
                    .filter(Files::isDirectory)
                    .ifPresent(folder -> lines.add(List.of("module", folder.toString(), one.shown())));
        }
        return lines;
    }

    private Seen seen(String name, List<List<String>> answers) {
        List<CheckedRule> rules = answers.stream()
                .filter(line -> isOf(line, "rule", name))
                .map(line -> CheckedRule.of(line, about(line, answers)))
                .distinct()
                .toList();
        Optional<String> failure = answers.stream()
                .filter(line -> isOf(line, "failed", name)
                        || line.get(0).equals("failed") && line.get(1).isEmpty()
                        || isOf(line, "unfinished", name))
                .map(line -> line.get(line.size() - 1))
                .findFirst();
        if (failure.isPresent() && rules.isEmpty()) {
            return Seen.gap("has rules of %s that cannot be looked at: %s".formatted(name, failure.get()));
        }
        boolean isLenient = answers.contains(List.of("setting", EMPTY, "false"));
        Optional<String> leniency =
                isLenient ? Optional.of(EMPTY + "=false" + leniency().inBrackets()) : Optional.empty();
        return new Seen(rules, weaknesses(rules, leniency), leniency, unseen(name, answers));
    }

    private static boolean isOf(List<String> line, String kind, String test) {
        return line.get(0).equals(kind) && line.get(1).equals(test);
    }

    private static Optional<String> unseen(String name, List<List<String>> answers) {
        return answers.stream()
                .filter(line -> isOf(line, "unseen", name))
                .map(line -> "has the rule \"%s\" of %s, which cannot be looked at: %s"
                        .formatted(line.get(2), name, line.get(3)))
                .findFirst();
    }

    private List<Weakness> weaknesses(List<CheckedRule> rules, Optional<String> leniency) {
        return rules.stream()
                .flatMap(rule -> Stream.of(
                        rule.weakness(leniency).stream(),
                        new ConditionLook(module, path).weaknesses(rule),
                        rule.oversights()))
                .flatMap(some -> some)
                .toList();
    }

    private static List<List<String>> about(List<String> rule, List<List<String>> answers) {
        return answers.stream()
                .filter(line -> isOf(line, "about", rule.get(1)) && line.get(2).equals(rule.get(2)))
                .map(line -> line.subList(3, line.size()))
                .distinct()
                .toList();
    }

    /** Tells of exceptions for what is gone in the file of ArchUnit that is for all tests of the module. */
    private Stream<Weakness> ignored(List<List<String>> answers) {
        return answers.stream().filter(line -> line.get(0).equals("ignored")).map(line -> {
            Where where = resource(PATTERNS, text -> text.equals(line.get(1)));
            return new Weakness(
                    "makes an exception for what is gone: %s ignores the class %s, which does not exist%s"
                            .formatted(PATTERNS, line.get(2), where.inBrackets()),
                    where,
                    "remove the line, or correct the name");
        });
    }

    private Where leniency() {
        return resource("archunit.properties", text -> text.strip().startsWith(EMPTY));
    }

    /** Finds a line of a test resource. */
    private Where resource(String name, Predicate<String> isMeant) {
        List<Resource> resources = module.model().getBuild().getTestResources();
        return Stream.concat(resources.stream().map(Resource::getDirectory), Stream.of("src/test/resources"))
                .flatMap(folder -> module.path(folder).stream())
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .flatMap(file -> line(file, isMeant).stream())
                .findFirst()
                .orElse(Where.NOWHERE);
    }

    private Optional<Where> line(Path file, Predicate<String> isMeant) {
        String shown = module.locations().project().shown(file);
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (isMeant.test(lines.get(i))) {
                    return Optional.of(Where.at(new Place(shown, i + 1, 0)));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Where(shown, null)); // ArchUnit read it, whatever its encoding
        }
    }
}
