package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Call;
import dev.moveguard.code.MethodBody.Lambda;
import dev.moveguard.code.MethodBody.Value;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.TypeRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells types with their arguments, which class files erase, of the values in bodies: from the declarations of the fields,
 * parameters and methods they came from, and for a generic call by {@link Unification}. {@code List.copyOf(tokens)} is a
 * {@code List<Token>} where {@code tokens} is one.
 */
final class TypeInference {
    /** Instructions that are looked at for one value: generated code calls thousands of methods on what the one before gave. */
    private static final int MOST_MAKERS = 256;

    /** Classes that a type may name: one that is put twice into the next doubles with each. */
    private static final int MOST_CLASSES = 64;

    private final Facts facts;
    private final CodeBase code;
    private final Predicate<TypeRef> isWanted;
    private final Predicate<TypeRef> isLeading;
    private final Set<MethodId> followed = new HashSet<>();
    private int unifications;
    private @Nullable Makers last;

    /**
     * @param isWanted tells the types that are looked for: of several that a value may have, one of these is taken
     * @param isLeading tells declared types that values of these can be got from
     */
    TypeInference(Facts facts, Predicate<TypeRef> isWanted, Predicate<TypeRef> isLeading) {
        this.facts = facts;
        this.code = facts.code();
        this.isWanted = isWanted;
        this.isLeading = isLeading;
    }

    /** Returns the types of a value that are looked for. */
    Stream<TypeRef> wanted(CodeMethod method, MethodBody body, Value value) {
        return new InBody(method, body)
                .told(value.reads(), value.parameters(), value.makers())
                .filter(isWanted);
    }

    /** Returns those of what a value was given to carry. */
    Stream<TypeRef> wantedInside(CodeMethod method, MethodBody body, Value value) {
        return new InBody(method, body)
                .told(value.carriedReads(), value.carriedParameters(), value.carriedMakers())
                .filter(isWanted);
    }

    /** Whether all types that a value may have are declared or inferred, and are of one sort. */
    boolean isAlways(Predicate<TypeRef> sort, CodeMethod method, MethodBody body, Value value) {
        InBody here = new InBody(method, body);
        return here.of(value).findAny().isPresent()
                && value.makers().stream().allMatch(maker -> here.made(maker).isPresent())
                && here.of(value).allMatch(sort);
    }

    private static boolean isLong(TypeRef type) {
        return type.classes().skip(MOST_CLASSES).findAny().isPresent();
    }

    /** Returns a type with only one way in it to what is looked for. */
    private TypeRef pruned(TypeRef type) {
        if (!(type instanceof TypeRef.Named named)) {
            return type;
        }
        List<TypeRef> arguments = new ArrayList<>();
        boolean isFound = false;
        for (TypeRef argument : named.arguments()) {
            boolean isWay = !isFound && isWanted.test(argument);
            arguments.add(isWay ? pruned(argument) : TypeRef.erased("java.lang.Object"));
            isFound |= isWay;
        }
        return new TypeRef.Named(named.name(), arguments);
    }

    private Unification unification() {
        return new Unification(code, ++unifications);
    }

    /** What the instructions of a body are, by their index; {@code constructors} by that of the {@code new} before. */
    private record Makers(
            MethodBody body, Map<Integer, Call> calls, Map<Integer, Call> constructors, Map<Integer, Lambda> lambdas) {
        static Makers of(MethodBody body) {
            Makers makers = new Makers(body, new HashMap<>(), new HashMap<>(), new HashMap<>());
            for (Call call : body.calls()) {
                makers.calls.put(call.at(), call);
                if (call.method().isConstructor()) {
                    call.receiver().makers().forEach(maker -> makers.constructors.put(maker, call));
                }
            }
            body.lambdas().forEach(lambda -> makers.lambdas.put(lambda.at(), lambda));
            return makers;
        }
    }

    /** Several values of a body are asked for, one after the other. */
    @SuppressWarnings("ReferenceEquality") // to compare two bodies would cost more than to index one
    private Makers makers(MethodBody body) {
        Makers makers = last;
        if (makers == null || makers.body != body) {
            makers = Makers.of(body);
            last = makers;
        }
        return makers;
    }

    /** One body, and the types of what its instructions made. */
    private final class InBody {
        private final CodeMethod method;
        private final Map<Integer, Call> calls;
        private final Map<Integer, Call> constructors;
        private final Map<Integer, Lambda> lambdas;
        private final Map<Integer, Optional<TypeRef>> made = new HashMap<>();

        InBody(CodeMethod method, MethodBody body) {
            this.method = method;
            Makers makers = makers(body);
            this.calls = makers.calls;
            this.constructors = makers.constructors;
            this.lambdas = makers.lambdas;
        }

        /** Whether one that is looked for is declared anywhere on the way: this costs less than to infer. */
        private boolean mayLead(Value value, Set<Integer> seen) {
            return declared(value).anyMatch(isLeading)
                    || seen.size() < MOST_MAKERS
                            && value.makers().stream().filter(seen::add).anyMatch(maker -> mayLead(maker, seen));
        }

        private boolean mayLead(int maker, Set<Integer> seen) {
            Call call = calls.getOrDefault(maker, constructors.get(maker));
            return lambdas.containsKey(maker)
                    || call != null
                            && (isLeadingResult(call.method())
                                    || mayLead(call.receiver(), seen)
                                    || call.arguments().stream().anyMatch(argument -> mayLead(argument, seen)));
        }

        private boolean isLeadingResult(MethodId id) {
            return code.isScanned(id.owner())
                    && code.method(id).map(CodeMethod::result).filter(isLeading).isPresent();
        }

        private Stream<TypeRef> declared(Value value) {
            return declared(value.reads(), value.parameters());
        }

        private Stream<TypeRef> declared(Collection<MethodBody.Read> reads, Collection<Integer> parameters) {
            return Stream.concat(
                    reads.stream()
                            .flatMap(read -> code.field(read.field()).stream())
                            .map(CodeField::type),
                    parameters.stream()
                            .filter(index -> index < method.parameters().size())
                            .map(method.parameters()::get));
        }

        /** Of a function it is not told what it gives: a function keeps what it captured, not what it will make. */
        Stream<TypeRef> told(
                Collection<MethodBody.Read> reads, Collection<Integer> parameters, Collection<Integer> makers) {
            Set<Integer> seen = new HashSet<>();
            return Stream.concat(
                    declared(reads, parameters),
                    makers.stream()
                            .filter(maker -> !lambdas.containsKey(maker) && mayLead(maker, seen))
                            .flatMap(maker -> made(maker).stream()));
        }

        private Stream<TypeRef> of(Value value) {
            return Stream.concat(declared(value), value.makers().stream().flatMap(maker -> made(maker).stream()));
        }

        private Optional<TypeRef> one(Value value) {
            List<TypeRef> types = of(value).toList();
            return types.stream()
                    .filter(isWanted)
                    .findFirst()
                    .or(() -> types.stream().findFirst())
                    .or(() -> value.types().stream().sorted().findFirst().map(TypeRef::erased));
        }

        /** A value that is made of itself, in a loop, is nothing new. */
        private Optional<TypeRef> made(int maker) {
            Optional<TypeRef> known = made.get(maker);
            if (known == null) {
                made.put(maker, Optional.empty());
                known = made.size() > MOST_MAKERS
                        ? Optional.empty()
                        : infer(maker).map(type -> isLong(type) ? pruned(type) : type);
                made.put(maker, known);
            }
            return known;
        }

        private Optional<TypeRef> infer(int maker) {
            Call call = calls.getOrDefault(maker, constructors.get(maker));
            Lambda lambda = lambdas.get(maker);
            if (lambda != null) {
                return code.method(lambda.method()).map(sam -> function(lambda, sam));
            } else if (call == null) {
                return Optional.empty();
            }
            return isCopy(call)
                    ? one(call.receiver())
                    : code.method(call.method()).map(found -> result(call, found));
        }

        private boolean isCopy(Call call) {
            return call.method().name().equals("clone")
                    && call.arguments().isEmpty()
                    && !code.isScanned(call.method().owner());
        }

        private TypeRef result(Call call, CodeMethod called) {
            Unification unification = unification();
            TypeRef.Named owner = unification.opened(called.owner());
            if (!called.isStatic() && !called.isConstructor()) {
                one(call.receiver()).ifPresent(receiver -> unification.unify(owner, receiver));
            }
            unifyArguments(unification, call, called, isLeading);
            unifyArguments(unification, call, called, type -> !isLeading.test(type));
            TypeRef result = called.isConstructor() ? owner : unification.opened(called.result());
            return unification.applied(
                    isElements(called, owner)
                            ? new TypeRef.Array(owner.arguments().get(0))
                            : result);
        }

        private void unifyArguments(Unification unification, Call call, CodeMethod called, Predicate<TypeRef> isMeant) {
            int count = Math.min(called.parameters().size(), call.arguments().size());
            for (int i = 0; i < count; i++) {
                TypeRef parameter = unification.opened(called.parameters().get(i));
                one(call.arguments().get(i))
                        .filter(isMeant)
                        .ifPresent(argument -> unification.unify(parameter, argument));
            }
        }

        /** {@code Collection.toArray} and {@code Stream.toArray} do not say in their type what is in the array. */
        private boolean isElements(CodeMethod called, TypeRef.Named owner) {
            return called.name().equals("toArray") && owner.arguments().size() == 1;
        }

        private TypeRef function(Lambda lambda, CodeMethod sam) {
            TypeRef.Named self = unification().opened(lambda.method().owner());
            Unification unification = unification();
            unification.unify(unification.opened(sam.owner()), self);
            List<TypeRef> taken =
                    sam.parameters().stream().map(unification::opened).toList();
            TypeRef given = unification.opened(sam.result());
            Optional<TypeRef> wanted = given(lambda.body());
            wanted.ifPresent(type -> unification.unify(given, type));
            referred(lambda).ifPresent(method -> refer(unification, method, taken, given));
            for (int i = 0; i < Math.min(taken.size(), lambda.parameters().size()); i++) {
                unification.unify(taken.get(i), lambda.parameters().get(i));
            }
            unification.unify(given, lambda.result());
            return unification.applied(self);
        }

        private Optional<CodeMethod> referred(Lambda lambda) {
            return code.method(lambda.body()).filter(method -> !method.isLambdaBody());
        }

        /** A method reference takes and gives what the method it names declares: {@code List::stream} gives a stream of its elements. */
        private void refer(Unification unification, CodeMethod method, List<TypeRef> taken, TypeRef given) {
            Unification own = unification();
            TypeRef.Named owner = own.opened(method.owner());
            List<TypeRef> parameters =
                    method.parameters().stream().map(own::opened).toList();
            int shift = taken.size() - parameters.size(); // 1 where the first argument is what the method is called on
            if (shift == 1 && !method.isStatic() && !method.isConstructor()) {
                unification.unify(taken.get(0), owner);
            }
            for (int i = Math.max(0, shift); i < taken.size() && i - shift < parameters.size(); i++) {
                unification.unify(taken.get(i), parameters.get(i - shift));
            }
            TypeRef result = method.isConstructor() ? owner : own.opened(method.result());
            if (!(result instanceof TypeRef.Primitive)) {
                unification.unify(given, result);
            }
        }
    }

    /** Returns one of the types looked for that a function gives, when its body or its declaration tells. */
    private Optional<TypeRef> given(MethodId function) {
        if (function.isConstructor()) {
            return Optional.<TypeRef>of(new TypeRef.Named(function.owner(), List.of()))
                    .filter(isWanted);
        }
        CodeMethod method = code.method(function).orElse(null);
        if (method == null) {
            return Optional.empty();
        }
        return Optional.of(method.result()).filter(isWanted).or(() -> givenByLambda(method));
    }

    private Optional<TypeRef> givenByLambda(CodeMethod lambda) {
        CodeType type = code.type(lambda.owner()).orElse(null);
        if (type == null || !lambda.isLambdaBody() || !followed.add(lambda.id())) {
            return Optional.empty();
        }
        MethodBody body = facts.body(type, lambda);
        InBody inside = new InBody(lambda, body);
        Optional<TypeRef> given = body.exits().stream()
                .flatMap(exit ->
                        Stream.concat(exit.result().types().stream().map(TypeRef::erased), inside.of(exit.result())))
                .filter(isWanted)
                .findFirst();
        followed.remove(lambda.id());
        return given;
    }
}
