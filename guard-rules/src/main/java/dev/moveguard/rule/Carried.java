package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Call;
import dev.moveguard.code.MethodBody.Flow;
import dev.moveguard.code.MethodBody.Lambda;
import dev.moveguard.code.MethodBody.Value;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.TypeRef;
import dev.moveguard.rule.Holding.Held;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells whether a value is a target or carries one: by its types, by what was put into it, and by what it was made from. */
final class Carried {
    /** Methods of libraries that put what a function gives them into what they are called on. */
    private static final Set<String> COMPUTING = Set.of(
            "computeIfAbsent",
            "computeIfPresent",
            "compute",
            "merge",
            "replaceAll",
            "updateAndGet",
            "getAndUpdate",
            "accumulateAndGet",
            "getAndAccumulate",
            "completeAsync");

    /** Those of {@code Arrays}, which are given what they fill. */
    private static final Set<String> FILLING = Set.of("setAll", "parallelSetAll");

    /** Collections of the JDK that are filled when they are made, and call no function later. */
    private static final Pattern DATA =
            Pattern.compile("java\\.util\\.(\\w*(List|Set|Map|Collection|Deque|Queue|Optional|Entry))");

    private final Facts facts;
    private final CodeBase code;
    private final Targets targets;
    private final Holding holding;
    private final Set<String> names;
    private final TypeInference inference;
    private final Set<MethodId> followed = new HashSet<>();

    /** @param names of the targets, and of scanned types that keep or give one */
    Carried(Facts facts, Targets targets, Holding holding, Set<String> names) {
        this.names = names;
        this.facts = facts;
        this.code = facts.code();
        this.targets = targets;
        this.holding = holding;
        this.inference = new TypeInference(facts, type -> holding.direct(type).isPresent(), this::leadsToATarget);
    }

    /** Whether a declaration names a target anywhere, or a type that has to do with one: a {@code Supplier<Token>} gives one. */
    private boolean leadsToATarget(TypeRef type) {
        return type.classes().anyMatch(named -> leadsToATarget(named.name())) || leadsToATarget(type.erased());
    }

    private boolean leadsToATarget(String name) {
        return names.contains(name);
    }

    /** Returns in words how a value of a body is or carries a target. */
    Optional<String> by(CodeMethod method, MethodBody body, Value value) {
        return is(value.types())
                .map(Held::shown)
                .or(() -> keeper(value.types()))
                .or(() -> inferred(inference.wanted(method, body, value)))
                .or(() -> inside(method, body, value)
                        .filter(how -> !inference.isAlways(this::excludesATarget, method, body, value)));
    }

    /** Looks at what was put into the value, or captured by it. */
    private Optional<String> inside(CodeMethod method, MethodBody body, Value value) {
        return is(value.contents())
                .map(Carried::carries)
                .or(() -> inferred(inference.wantedInside(method, body, value)))
                .or(() -> keeper(value.contents()))
                .or(() -> filled(body, value));
    }

    /** Whether a type says that no target is inside: a {@code List<String>}, whatever the functions captured that made it. */
    private boolean excludesATarget(TypeRef type) {
        return type instanceof TypeRef.Named named
                && DATA.matcher(named.name()).matches()
                && !named.arguments().isEmpty()
                && named.arguments().stream().allMatch(argument -> isNoTarget(argument) || excludesATarget(argument));
    }

    private static boolean isNoTarget(TypeRef type) {
        return type instanceof TypeRef.Named named && CodeType.carryNothing(List.of(named.name()));
    }

    private static String carries(Held held) {
        return "a value that carries " + held.shown();
    }

    /** Looks at generic types; what a plain type tells, the erased types tell. */
    private Optional<String> inferred(Stream<TypeRef> types) {
        return types.filter(type -> !(type instanceof TypeRef.Named named)
                        || !named.arguments().isEmpty()
                        || targets.include(named.name()))
                .findFirst()
                .flatMap(type -> holding.direct(type)
                        .map(held -> targets.include(type.erased()) ? held.shown() : carries(held)));
    }

    /** Looks at the functions whose results were put into the value. */
    private Optional<String> filled(MethodBody body, Value value) {
        return body.calls().stream()
                .filter(call -> container(call)
                        .filter(filled -> !Collections.disjoint(filled.makers(), value.makers()))
                        .isPresent())
                .flatMap(call -> givenByLambda(body, call).stream())
                .findFirst();
    }

    /** Whether a value that a body puts somewhere is a function of which only the result goes there. */
    boolean isRun(MethodBody body, Flow flow) {
        return !flow.value().bodies().isEmpty()
                && body.calls().stream()
                        .filter(call -> call.line() == flow.line() && computes(call))
                        .anyMatch(call -> call.arguments().contains(flow.value()));
    }

    /** Whether a method of this name, of a library, puts what a function gives into something. */
    static boolean computes(String method) {
        return COMPUTING.contains(method) || FILLING.contains(method);
    }

    private boolean computes(Call call) {
        return container(call).isPresent();
    }

    /** Returns what a call of a library puts into what a function gives. */
    Optional<Value> container(Call call) {
        if (call.method().owner().equals("java.util.Arrays")
                && FILLING.contains(call.method().name())) {
            return Optional.of(call.arguments().get(0));
        }
        return COMPUTING.contains(call.method().name())
                        && !code.isScanned(call.method().owner())
                ? Optional.of(call.receiver())
                : Optional.empty();
    }

    /** Returns in words how what a function gives, that a call puts into its receiver, is or carries a target. */
    Optional<String> givenByLambda(MethodBody body, Call call) {
        if (!computes(call)) {
            return Optional.empty();
        }
        return call.arguments().stream()
                .flatMap(argument -> body.lambdas().stream()
                        .filter(lambda -> argument.makers().contains(lambda.at())))
                .flatMap(lambda -> given(lambda).stream())
                .findFirst();
    }

    private Optional<String> given(Lambda lambda) {
        MethodId function = lambda.body();
        if (function.isConstructor()) {
            return named(function.owner());
        }
        CodeMethod method = code.method(function).orElse(null);
        CodeType type = code.type(function.owner()).orElse(null);
        if (method == null) {
            return Optional.empty();
        } else if (type == null || !method.isLambdaBody()) {
            return named(method.result().erased())
                    .or(() -> holding.direct(method.result()).map(Carried::carries));
        } else if (!followed.add(function)) {
            return Optional.empty();
        }
        MethodBody inside = facts.body(type, method);
        Optional<String> given = inside.exits().stream()
                .flatMap(exit -> by(method, inside, exit.result()).stream())
                .findFirst();
        followed.remove(function);
        return given;
    }

    private Optional<String> named(String type) {
        return is(Set.of(type)).map(Held::shown).or(() -> keeper(Set.of(type)));
    }

    private Optional<Held> is(Set<String> types) {
        return types.stream()
                .sorted()
                .map(type -> type.replace("[]", ""))
                .filter(targets::include)
                .map(type -> new Held(type, List.of()))
                .findFirst();
    }

    private Optional<String> keeper(Set<String> types) {
        return types.stream()
                .sorted()
                .filter(type -> code.isScanned(type.replace("[]", "")))
                .flatMap(type -> holding.deep(type).stream().map(held -> keeper(type, held)))
                .findFirst();
    }

    private String keeper(String type, Held held) {
        boolean isLocal = code.type(type).map(CodeType::isLocal).orElse(false);
        if (isLocal) {
            return "an object that captures " + held.shown();
        }
        if (held.path().isEmpty()) {
            return "%s, a supertype of which is made for %s"
                    .formatted(CodeType.withArticle(CodeType.simpleName(type)), held.shown());
        }
        return "%s, which keeps %s in %s"
                .formatted(
                        CodeType.withArticle(CodeType.simpleName(type)),
                        held.shown(),
                        held.path().get(held.path().size() - 1).shown());
    }
}
