package dev.moveguard.rule.archunit;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.Origin;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Spelling;
import dev.moveguard.config.Text;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import dev.moveguard.rule.Site;
import dev.moveguard.rule.archunit.Answer.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Kind {@code archunit}: a rule the team wrote for ArchUnit holds.
 *
 * <p>Blind spots: those of ArchUnit and of the rule; sources that are not compiled are not assessed.
 *
 * @param rule {@code Type#member}; in the member {@code *} stands for any letters
 * @param classPath folders and jars beside the scanned ones that the rule needs; relative to rules.yaml
 * @param seconds how long the rule may take
 */
public record ArchUnitRule(Text rule, List<Text> classPath, int seconds) implements Rule {
    private static final String KIND = "archunit";

    public ArchUnitRule {
        classPath = List.copyOf(classPath);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        List<CodeType> compiled = new ArrayList<>();
        for (CodeType type : facts.code().types()) {
            if (type.origin().source() == null) {
                compiled.add(type);
            } else {
                facts.gap(facts.shown(type), "was read as a source, and ArchUnit judges class files alone");
            }
        }
        List<Path> needed = needed(facts);
        if (compiled.isEmpty() || !facts.gaps().isEmpty()) {
            facts.count(rule.value());
            return List.of();
        }
        return judged(compiled, needed, facts);
    }

    private List<Finding> judged(List<CodeType> compiled, List<Path> needed, Facts facts) {
        Set<Path> places = new LinkedHashSet<>();
        compiled.forEach(type -> places.add(place(type)));
        Question question = new Question(
                type(),
                member(),
                places.stream().map(path -> path.toAbsolutePath().toString()).toList(),
                compiled.stream().map(CodeType::name).distinct().toList());
        List<Path> classPath = Stream.concat(needed.stream(), places.stream()).toList();
        try {
            Answer answer = new ArchUnitProcess(classPath, facts.project().root(), seconds).ask(question);
            answer.missing()
                    .forEach(name -> facts.type(name)
                            .ifPresent(type -> facts.gap(
                                    facts.shown(type), "cannot be read by the ArchUnit that judges the rule")));
            return answer.verdicts().stream()
                    .flatMap(verdict -> findings(verdict, facts))
                    .toList();
        } catch (UnreadableException e) {
            facts.count(rule.value());
            facts.gap(rule.value(), e.reason());
            return List.of();
        }
    }

    private String type() {
        return rule.value().substring(0, rule.value().indexOf('#'));
    }

    private String member() {
        return rule.value().substring(rule.value().indexOf('#') + 1);
    }

    private Stream<Finding> findings(Verdict verdict, Facts facts) {
        String shown = CodeType.simpleName(type()) + "." + (verdict.rule().isEmpty() ? member() : verdict.rule());
        facts.count(shown);
        String text = verdict.texts().isEmpty() ? "" : verdict.texts().get(0);
        switch (verdict.outcome()) {
            case JUDGED -> {
                return verdict.texts().stream().map(Violation::new).map(violation -> finding(violation, facts));
            }
            case EMPTY -> facts.vacuous(rule.at(), rule.value(), shown + " matches nothing that was scanned");
            case NO_CLASS ->
                facts.vacuous(rule.at(), rule.value(), "%s is neither scanned nor on the class path".formatted(type()));
            case NO_MEMBER ->
                facts.vacuous(
                        rule.at(),
                        rule.value(),
                        "%s has no rule %s%s"
                                .formatted(
                                        CodeType.simpleName(type()),
                                        member(),
                                        Spelling.hint(member(), verdict.texts())));
            case NO_RULE -> throw new ConfigurationException(rule.at(), "%s %s".formatted(shown, text));
            case FAILED -> facts.gap(rule.value(), text);
        }
        return Stream.empty();
    }

    private Finding finding(Violation violation, Facts facts) {
        Site site = violation.site(facts.code()).orElseGet(() -> new Site.InFile(rule.at(), rule.value()));
        return new Finding(KIND, site, violation.message());
    }

    /** Returns the folder or jar a type was read from; a class file that lies in no folder of its package by itself. */
    private static Path place(CodeType type) {
        Origin origin = type.origin();
        Path file = origin.container();
        Path inside = Path.of(type.name().replace('.', '/') + ".class");
        if (origin.entry() != null || !file.endsWith(inside)) {
            return file;
        }
        Path root = file.toAbsolutePath();
        for (int i = 0; i < inside.getNameCount() && root.getParent() != null; i++) {
            root = root.getParent();
        }
        return root;
    }

    /** Returns what stands on the class path of the rule; what is not there is a gap. */
    private List<Path> needed(Facts facts) {
        List<Path> all = new ArrayList<>();
        for (Text text : classPath) {
            List<Path> found = found(facts.project().root(), text.value().replace('\\', '/'));
            if (found.isEmpty()) {
                facts.gap(text.value(), "matches nothing (%s)".formatted(text.at()));
            }
            all.addAll(found);
        }
        return all;
    }

    private static List<Path> found(Path root, String entry) {
        int slash = entry.lastIndexOf('/');
        String last = entry.substring(slash + 1);
        if (last.indexOf('*') < 0) {
            Path path = root.resolve(entry);
            return Files.exists(path) ? List.of(path) : List.of();
        }
        Path folder = root.resolve(entry.substring(0, slash + 1));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (var paths = Files.newDirectoryStream(folder, last)) {
            paths.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Path::compareTo);
        return found;
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "a rule that the team wrote for ArchUnit holds";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required(
                            "rule", ParameterSpec.Type.MEMBER, "The rule, as Type#field or Type#method."),
                    ParameterSpec.optional(
                            "class-path",
                            ParameterSpec.Type.NAMES,
                            "Folders and jars the rule needs beside what is scanned; relative to rules.yaml."),
                    ParameterSpec.optional("seconds", ParameterSpec.Type.NUMBER, "How long the rule may take.", "120"));
        }

        @Override
        public boolean needsBuild() {
            return true;
        }

        @Override
        public Rule rule(Parameters parameters) {
            Text rule = parameters.required("rule");
            if (!rule.value().matches("[^#\\s]+#[^#\\s()]+")) {
                throw new ConfigurationException(
                        rule.at(), "rule takes Type#field or Type#method, not %s".formatted(rule));
            }
            return new ArchUnitRule(rule, parameters.texts("class-path"), parameters.number("seconds"));
        }
    }
}
