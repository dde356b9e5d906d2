package dev.moveguard.engine;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Text;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.RuleKind;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.List;

/** Judges a rule in the mood {@code retired}: what it speaks about is gone and has to stay gone. */
final class Retired {
    private static final List<ParameterSpec.Type> NAMING =
            List.of(ParameterSpec.Type.SUBJECT, ParameterSpec.Type.SUBJECTS, ParameterSpec.Type.TARGETS);

    private Retired() {}

    static List<Finding> check(RuleBook.Entry rule, Facts facts) {
        List<Finding> findings = new ArrayList<>();
        List<Text> members = texts(rule, ParameterSpec.Type.MEMBER);
        for (Text text : names(rule)) {
            facts.count(text.value());
            TypePattern pattern = TypePattern.of(text);
            for (CodeType type : facts.code().types()) {
                if (pattern.matches(type, facts.code()) && hasMembers(type, members)) {
                    findings.add(new Finding(
                            rule.kind().name(),
                            new Site.OfType(type),
                            "%s is back: the rule says it is retired".formatted(shown(type, members))));
                }
            }
        }
        return findings;
    }

    /** Whether rules of a kind name types at all. */
    static boolean canJudge(RuleKind kind) {
        return kind.parameters().stream().anyMatch(spec -> NAMING.contains(spec.type()));
    }

    private static List<Text> names(RuleBook.Entry rule) {
        return NAMING.stream().flatMap(type -> texts(rule, type).stream()).toList();
    }

    private static List<Text> texts(RuleBook.Entry rule, ParameterSpec.Type type) {
        return rule.kind().parameters().stream()
                .filter(spec -> spec.type() == type)
                .map(ParameterSpec::name)
                .flatMap(name -> rule.parameters().texts(name).stream())
                .toList();
    }

    private static boolean hasMembers(CodeType type, List<Text> members) {
        return members.stream()
                .allMatch(member -> type.field(member.value()).isPresent()
                        || type.methods(member.value()).findAny().isPresent());
    }

    private static String shown(CodeType type, List<Text> members) {
        return members.isEmpty() ? type.simpleName() : type.simpleName() + "." + members.get(0);
    }
}
