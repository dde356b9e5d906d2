package dev.moveguard.testpath;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.source.SourceOutline.DeclaredMethod;
import dev.moveguard.rule.Facts;
import java.util.List;
import java.util.stream.Stream;

/** The names that the test sources of a project declare. */
public final class TestNames {
    private final List<SourceType> types;

    private TestNames(List<SourceType> types) {
        this.types = List.copyOf(types);
    }

    /** Reads the test sources; what cannot be read is a gap. */
    public static TestNames of(Facts facts) {
        return new TestNames(TestSources.read(facts));
    }

    /** The qualified names of all types, nested ones behind a dot. */
    public List<String> types() {
        return types.stream().map(TestNames::dotted).distinct().toList();
    }

    /** Whether a type has the name, simple or qualified, and the member; an empty member asks for the type alone. */
    public boolean declares(String type, String member) {
        return types.stream()
                .filter(one -> dotted(one).equals(type) || one.simpleName().equals(type))
                .anyMatch(one -> member.isEmpty() || members(one).anyMatch(member::equals));
    }

    /** Whether some type has a method or field of this name. */
    public boolean declaresMember(String member) {
        return types.stream().flatMap(TestNames::members).anyMatch(member::equals);
    }

    private static String dotted(SourceType type) {
        return type.name().replace('$', '.');
    }

    private static Stream<String> members(SourceType type) {
        return Stream.concat(
                type.declared().methods().stream().map(DeclaredMethod::name),
                type.declared().fields().stream().map(field -> field.name()));
    }

    /** Returns the simple names, for "did you mean". */
    public List<String> simpleNames() {
        return types.stream()
                .map(type -> CodeType.simpleName(type.name()))
                .distinct()
                .toList();
    }
}
