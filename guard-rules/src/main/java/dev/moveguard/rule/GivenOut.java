package dev.moveguard.rule;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Cell;
import dev.moveguard.code.MethodBody.Flow;
import dev.moveguard.code.MethodBody.Read;
import dev.moveguard.code.MethodBody.Sink;
import dev.moveguard.code.MethodBody.Value;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.TypeRef;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells what of a type its members return: the instance itself under another type, or a field that it owns.
 *
 * @param owner the type
 */
record GivenOut(CodeType owner, Facts facts) {
    /** Returns what a member that others can call gives out. */
    Optional<String> by(CodeType type, CodeMethod method) {
        if (Modifier.isPrivate(method.modifiers())) {
            return Optional.empty();
        }
        List<Value> results = results(facts.bodyWithPlaces(type, method));
        return results.stream()
                .flatMap(value -> what(type, method, value).stream())
                .findFirst()
                .map(what -> method.shown() + " gives out " + what)
                .or(() -> results.stream()
                        .flatMap(value -> function(value).stream())
                        .findFirst()
                        .map(what -> "%s gives out a function that returns %s".formatted(method.shown(), what)));
    }

    private static List<Value> results(MethodBody body) {
        return body.flows().stream()
                .filter(flow -> flow.sink() instanceof Sink.Returned)
                .map(Flow::value)
                .toList();
    }

    private Optional<String> what(CodeType type, CodeMethod method, Value value) {
        return isInstance(type, method, value)
                ? Optional.of("%s as %s"
                        .formatted(
                                CodeType.withArticle(owner.simpleName()),
                                CodeType.withArticle(method.result().shown())))
                : fields(value).findFirst().map(this::owned);
    }

    /** Whether a value is an instance that was there: around an inner class; to the type itself the receiver, or one it is given. */
    private boolean isInstance(CodeType type, CodeMethod method, Value value) {
        boolean isOuter = value.reads().stream().anyMatch(this::isOuter);
        return isOuter || type.equals(owner) && (value.isThis() || isGiven(method, value));
    }

    private boolean isGiven(CodeMethod method, Value value) {
        return value.parameters().stream()
                .filter(index -> index < method.parameters().size())
                .map(index -> method.parameters().get(index))
                .anyMatch(this::isOwner);
    }

    private boolean isOuter(Read read) {
        return read.field().name().startsWith("this$")
                && facts.code()
                        .field(read.field())
                        .map(CodeField::type)
                        .filter(this::isOwner)
                        .isPresent();
    }

    private boolean isOwner(TypeRef type) {
        return facts.code().isSubtype(type.erased(), owner.name());
    }

    /** Looks into the lambda or the method behind a method reference, when it is the type's own. */
    private Optional<String> function(Value value) {
        return value.bodies().stream()
                .flatMap(this::own)
                .flatMap(method -> results(facts.bodyWithPlaces(owner, method)).stream())
                .flatMap(result -> result.isThis()
                        ? Stream.of("the " + owner.simpleName())
                        : fields(result).map(this::owned))
                .findFirst();
    }

    private Stream<CodeMethod> own(MethodId id) {
        return id.owner().equals(owner.name())
                ? owner.methods(id.name()).filter(method -> method.descriptor().equals(id.descriptor()))
                : Stream.empty();
    }

    private String owned(CodeField field) {
        return "%s, which %s owns".formatted(field.shown(), owner.simpleName());
    }

    /** Returns the owned fields that hold a value: read from them, or given to them before. */
    Stream<CodeField> fields(Value value) {
        return Stream.concat(
                        value.reads().stream().filter(Read::isHeld).map(Read::field),
                        value.places().given().stream().map(Cell::field))
                .filter(this::isOwned)
                .sorted(java.util.Comparator.comparing(FieldId::name))
                .flatMap(id -> owner.field(id.name()).stream());
    }

    /** Whether a field is one whose value the type owns: an instance field that holds something that can change. */
    private boolean isOwned(FieldId id) {
        return id.owner().equals(owner.name())
                && owner.field(id.name())
                        .filter(field -> !field.isStatic())
                        .map(field -> isMutable(field.type(), new HashSet<>()))
                        .orElse(false);
    }

    private boolean isMutable(TypeRef type, Set<TypeRef> seen) {
        if (type instanceof TypeRef.Array) {
            return true;
        }
        return type.classes()
                .flatMap(named -> facts.type(named.name()).stream())
                .filter(scanned -> scanned.kind() == CodeType.Kind.CLASS || scanned.kind() == CodeType.Kind.RECORD)
                .filter(scanned -> seen.add(new TypeRef.Named(scanned.name(), List.of())))
                .flatMap(scanned -> scanned.fields().stream())
                .anyMatch(field -> !field.isStatic() && (!field.isFinal() || isMutable(field.type(), seen)));
    }
}
