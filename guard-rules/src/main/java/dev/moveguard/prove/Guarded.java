package dev.moveguard.prove;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.RuleSet;
import dev.moveguard.config.Text;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.rule.Exceptions;
import dev.moveguard.rule.Project;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule and the untouched code it is about. */
public record Guarded(RuleSet ruleSet, RuleBook.Entry rule, CodeBase code, Project project) {
    /** Returns the values of a parameter. */
    public List<Text> texts(String parameter) {
        return rule.parameters().texts(parameter);
    }

    /** Returns the one value of a parameter that the rule must have. */
    public String text(String parameter) {
        return rule.parameters().required(parameter).value();
    }

    public Exceptions exceptions(String parameter) {
        return Exceptions.of(texts(parameter));
    }

    /** Returns the scanned types that the patterns of a parameter name. */
    public List<CodeType> types(String parameter) {
        return texts(parameter).stream()
                .flatMap(text -> types(text).stream())
                .distinct()
                .toList();
    }

    /** Returns the scanned types that one pattern names. */
    public List<CodeType> types(Text pattern) {
        return code.matching(TypePattern.of(pattern));
    }

    /** Returns names of types that a pattern stands for, scanned ones first, then those of libraries. */
    public Stream<String> names(Text text) {
        TypePattern pattern = TypePattern.of(text);
        Stream<String> scanned = code.matching(pattern).stream().map(CodeType::name);
        if (pattern.isAnnotationPattern()) {
            return scanned;
        }
        Stream<String> mentioned = code.mentioned().stream().filter(pattern::isNamed);
        Stream<String> literal = pattern.literal().isEmpty()
                ? code.libraryNames(pattern.name()).filter(pattern::isNamed)
                : pattern.spellings().stream().filter(name -> code.known(name).isPresent());
        return Stream.of(scanned, mentioned.sorted(), literal.sorted())
                .flatMap(names -> names)
                .distinct();
    }

    /** Finds a type in which something can be changed: a class rather than an interface. */
    static Optional<CodeType> open(List<CodeType> types) {
        return types.stream()
                .filter(type -> type.kind() == CodeType.Kind.CLASS && !type.isLocal())
                .findFirst()
                .or(() -> types.stream().filter(type -> !type.isLocal()).findFirst())
                .or(() -> types.stream().findFirst());
    }
}
