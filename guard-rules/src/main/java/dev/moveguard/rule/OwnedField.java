package dev.moveguard.rule;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The field a rule is about: a type and a name, both of which must be there. */
record OwnedField(TypePattern type, Text field) {
    /** A type that has the field. */
    record Found(CodeType type, CodeField field) {
        Site site() {
            return new Site.OfField(type, field);
        }
    }

    /** Returns the fields; a type without one makes the rule vacuous. */
    List<Found> in(Facts facts) {
        return facts.subjects(List.of(type))
                .flatMap(found -> in(found, facts).stream())
                .toList();
    }

    private Optional<Found> in(CodeType owner, Facts facts) {
        Optional<Found> found = owner.field(field.value()).map(declared -> new Found(owner, declared));
        if (found.isEmpty()) {
            List<String> known = owner.fields().stream().map(CodeField::name).toList();
            facts.noMember(field.at(), owner, "field", field.value(), known);
        }
        found.ifPresent(one -> facts.count(one.site().symbol()));
        return found;
    }

    /** Returns the methods of the owner that are written in its source. */
    static Stream<dev.moveguard.code.CodeMethod> written(CodeType owner) {
        return owner.methods().stream().filter(method -> !method.isSynthetic() && !method.isBridge());
    }
}
