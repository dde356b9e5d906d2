package dev.moveguard.rule.architecture;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Problem;
import dev.moveguard.config.Text;
import dev.moveguard.rule.Exceptions;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kind {@code naming}: types, or members of them, are called as the rule says, live where it says, and are what it says.
 *
 * <p>Blind spots: local and anonymous classes; parameters and local variables.
 *
 * @param types the types that are judged, or whose members are
 * @param of what of them is judged
 * @param annotated members are judged only when they carry one of these annotations; empty: all are
 * @param named the name matches one of these; empty: any
 * @param notNamed the name matches none of these
 * @param in the type matches one of these; empty: any
 * @param are the type matches one of these; empty: any
 */
public record NamingRule(
        List<TypePattern> types,
        Of of,
        List<TypePattern> annotated,
        List<NamePattern> named,
        List<NamePattern> notNamed,
        List<TypePattern> in,
        List<TypePattern> are,
        Exceptions except)
        implements Rule {
    private static final String KIND = "naming";

    /** What a rule judges the names of. */
    public enum Of {
        TYPES,
        METHODS,
        FIELDS,
        /** Fields that are static and final. */
        CONSTANTS;

        static Of of(Text word) {
            return valueOf(word.value().toUpperCase(java.util.Locale.ROOT));
        }
    }

    public NamingRule {
        types = List.copyOf(types);
        annotated = List.copyOf(annotated);
        named = List.copyOf(named);
        notNamed = List.copyOf(notNamed);
        in = List.copyOf(in);
        are = List.copyOf(are);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        facts.exceptions(except);
        facts.targets(annotated);
        facts.targets(in);
        facts.targets(are);
        List<CodeType> judged =
                facts.subjects(types).filter(type -> !type.isLocal()).toList();
        if (of == Of.TYPES) {
            return judged.stream()
                    .filter(type -> !isSynthetic(type.modifiers()) && !except.include(type, facts.code()))
                    .flatMap(type -> ofType(type, facts.code()))
                    .toList();
        }
        List<Member> members = judged.stream()
                .flatMap(type -> members(type, facts.code()))
                .filter(member -> isAnnotated(member.annotations))
                .toList();
        if (members.isEmpty() && !judged.isEmpty()) {
            facts.vacuous(types.get(0).at(), KIND, "the types have no %s the rule is about".formatted(word()));
        }
        members.forEach(member -> facts.count(member.site.symbol()));
        return members.stream()
                .flatMap(member -> ofName(member.name, member.shown, member.site))
                .toList();
    }

    private record Member(String name, String shown, List<String> annotations, Site site) {}

    private String word() {
        return of.name().toLowerCase(java.util.Locale.ROOT);
    }

    private Stream<Finding> ofType(CodeType type, CodeBase code) {
        Site site = new Site.OfType(type);
        String simple = type.simpleName();
        return Stream.concat(
                ofName(simple.substring(simple.lastIndexOf('.') + 1), simple, site),
                Stream.concat(
                        unless(in, type, code, site, "is in %s, not in ".formatted(packageOf(type))),
                        unless(are, type, code, site, "is not ")));
    }

    private static String packageOf(CodeType type) {
        return type.packageName().isEmpty() ? "no package" : type.packageName();
    }

    private static Stream<Finding> unless(
            List<TypePattern> wanted, CodeType type, CodeBase code, Site site, String what) {
        boolean isOne = wanted.isEmpty() || wanted.stream().anyMatch(pattern -> pattern.matches(type, code));
        return isOne
                ? Stream.empty()
                : Stream.of(new Finding(KIND, site, "%s %s%s".formatted(type.simpleName(), what, joined(wanted))));
    }

    private Stream<Finding> ofName(String name, String shown, Site site) {
        if (!named.isEmpty() && named.stream().noneMatch(pattern -> pattern.matches(name))) {
            return Stream.of(new Finding(KIND, site, "%s is not named %s".formatted(shown, joined(named))));
        }
        Optional<NamePattern> denied =
                notNamed.stream().filter(pattern -> pattern.matches(name)).findFirst();
        return denied.map(pattern -> new Finding(KIND, site, "%s is named %s".formatted(shown, pattern))).stream();
    }

    private static String joined(List<?> patterns) {
        return patterns.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }

    private Stream<Member> members(CodeType type, CodeBase code) {
        return of == Of.METHODS
                ? type.methods().stream()
                        .filter(method -> isWritten(type, method) && !except.include(type, method, code))
                        .map(method -> new Member(
                                method.name(), method.shown(), method.annotations(), new Site.OfMethod(type, method)))
                : type.fields().stream()
                        .filter(field -> isWanted(field) && !except.include(type, field, code))
                        .map(field -> new Member(
                                field.name(), field.shown(), field.annotations(), new Site.OfField(type, field)));
    }

    private static boolean isWritten(CodeType type, CodeMethod method) {
        boolean isOfEnum = type.kind() == CodeType.Kind.ENUM
                && (method.name().equals("values") || method.name().equals("valueOf"));
        return !isSynthetic(method.modifiers()) && !method.name().startsWith("<") && !isOfEnum;
    }

    private boolean isWanted(CodeField field) {
        return !field.isSynthetic() && (of == Of.FIELDS || field.isStatic() && field.isFinal());
    }

    private boolean isAnnotated(List<String> annotations) {
        return annotated.isEmpty()
                || annotations.stream()
                        .anyMatch(mark -> annotated.stream()
                                .anyMatch(pattern ->
                                        pattern.isNamed(mark) || pattern.isNamed(CodeType.simpleName(mark))));
    }

    private static boolean isSynthetic(int modifiers) {
        return (modifiers & 0x1000) != 0;
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "types, or members of them, are called what the rule says, and live where it says";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required(
                            "types", ParameterSpec.Type.SUBJECTS, "The types that are judged, or whose members are."),
                    ParameterSpec.choice("of", "What of them is judged.", "types", "methods", "fields", "constants"),
                    ParameterSpec.optional(
                            "annotated", ParameterSpec.Type.TARGETS, "Only members with one of these annotations."),
                    ParameterSpec.optional("named", ParameterSpec.Type.NAMES, "The name matches one of these."),
                    ParameterSpec.optional("not-named", ParameterSpec.Type.NAMES, "The name matches none of these."),
                    ParameterSpec.optional("in", ParameterSpec.Type.TARGETS, "The type lives in one of these."),
                    ParameterSpec.optional("are", ParameterSpec.Type.TARGETS, "The type is one of these."),
                    ParameterSpec.optional(
                            "except", ParameterSpec.Type.EXCEPTIONS, "Types and members that are called otherwise."));
        }

        @Override
        public Rule rule(Parameters parameters) {
            Of of = Of.of(parameters.required("of"));
            List<Problem> problems = new ArrayList<>();
            if (Stream.of("named", "not-named", "in", "are")
                    .allMatch(key -> parameters.texts(key).isEmpty())) {
                problems.add(new Problem(parameters.at(), "naming needs one of the keys named, not-named, in, are"));
            }
            if (of != Of.TYPES) {
                Stream.of("in", "are")
                        .flatMap(key -> parameters.texts(key).stream().limit(1))
                        .forEach(text -> problems.add(new Problem(
                                text.at(),
                                "in and are speak of types, not of " + of.name().toLowerCase(java.util.Locale.ROOT))));
            } else {
                parameters.texts("annotated").stream()
                        .limit(1)
                        .forEach(text -> problems.add(new Problem(
                                text.at(), "annotated speaks of members; name types as @Name under types")));
            }
            List<NamePattern> named = names(parameters.texts("named"), problems);
            List<NamePattern> notNamed = names(parameters.texts("not-named"), problems);
            if (!problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
            return new NamingRule(
                    patterns(parameters.texts("types")),
                    of,
                    patterns(parameters.texts("annotated")),
                    named,
                    notNamed,
                    patterns(parameters.texts("in")),
                    patterns(parameters.texts("are")),
                    Exceptions.of(parameters.texts("except")));
        }

        private static List<TypePattern> patterns(List<Text> texts) {
            return texts.stream().map(TypePattern::of).toList();
        }

        private static List<NamePattern> names(List<Text> texts, List<Problem> problems) {
            List<NamePattern> names = new ArrayList<>();
            for (Text text : texts) {
                try {
                    names.add(NamePattern.of(text.value()));
                } catch (PatternSyntaxException e) {
                    problems.add(new Problem(
                            text.at(), "%s is no regular expression: %s".formatted(text, e.getDescription())));
                }
            }
            return names;
        }
    }
}
