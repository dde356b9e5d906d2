package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.FieldId;
import dev.moveguard.code.Interest;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Call;
import dev.moveguard.code.MethodBody.Flow;
import dev.moveguard.code.MethodBody.Read;
import dev.moveguard.code.MethodBody.Sink;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.TypeRef;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds fields whose declared type does not tell, and that are given a target somewhere in the scanned code. */
final class ErasedStores {
    private static final String UPDATER = "java.util.concurrent.atomic.AtomicReferenceFieldUpdater";

    private final Facts facts;
    private final CodeBase code;
    private final Targets targets;
    private final Holding holding;
    private final Keeping keeping;
    private final FieldHandles handles;
    private final Set<String> names;
    private final Carried carried;

    ErasedStores(Facts facts, Targets targets, Holding holding) {
        this.facts = facts;
        this.code = facts.code();
        this.targets = targets;
        this.holding = holding;
        this.keeping = new Keeping(facts);
        this.handles = new FieldHandles(facts);
        this.names = namesOfTargetsAndKeepers();
        this.carried = new Carried(facts, targets, holding, names);
    }

    /** A field and the line at which a value reaches it. */
    record Store(CodeField field, CodeType in, CodeMethod method, int line, String how) {
        Finding finding(String kind) {
            return new Finding(kind, new Site.InBody(in, method, line), "%s is given %s".formatted(field.shown(), how));
        }
    }

    /** Returns the stores into fields of the wanted owners whose declared type holds no target by itself. */
    Stream<Store> into(Predicate<CodeField> isWanted) {
        Set<Store> stores = new LinkedHashSet<>();
        Givers givers = Givers.among(code.mentioning(names), names);
        Interest interest = interest(givers.members());
        Set<String> sources = new HashSet<>(names);
        sources.addAll(givers.types());
        code.subtypes(givers.types()).forEach(type -> sources.add(type.name()));
        List<CodeType> users = code.mentioning(sources);
        for (CodeType type : users) {
            Set<MethodId> methods = code.interestingMethods(type, interest);
            code.prepare(type, methods);
            type.methods().stream()
                    .filter(method -> methods.contains(method.id()))
                    .forEach(method -> collect(type, method, isWanted, stores));
        }
        return stores.stream();
    }

    /** An updater for a target puts it into a field that is declared for one, and found by that. */
    private boolean isUpdaterForATarget(TypeRef type) {
        return type.erased().equals(UPDATER) && holding.speaksOfATarget(type);
    }

    private Set<String> namesOfTargetsAndKeepers() {
        Set<String> names = new HashSet<>(targets.names());
        holding.mayKeep().stream()
                .filter(name -> code.isScanned(name) && (holding.deep(name).isPresent() || isMadeForATarget(name)))
                .forEach(names::add);
        return names;
    }

    /** Whether a type binds a supertype to a target: {@code interface Tokens extends Repository<Token>}, whose methods give one. */
    private boolean isMadeForATarget(String name) {
        return code.type(name).stream()
                .flatMap(CodeType::supertypes)
                .flatMap(parent -> parent.arguments().stream())
                .flatMap(TypeRef::classes)
                .anyMatch(named -> targets.include(named.name()));
    }

    private Interest interest(Set<String> members) {
        Set<String> above = new HashSet<>(Set.of("java.lang.Object"));
        names.forEach(name -> above.addAll(code.supertypes(name)));
        return new Interest() {
            @Override
            public boolean inType(String type) {
                return names.contains(type);
            }

            @Override
            public boolean inMember(String name) {
                return members.contains(name);
            }

            @Override
            public boolean hides(String type) {
                return above.contains(type) || !CodeType.carryNothing(Set.of(type)) && !isClassOfItsOwn(type);
            }

            @Override
            public boolean isScanned(String type) {
                return code.isScanned(type);
            }

            @Override
            public boolean computes(String method) {
                return Carried.computes(method);
            }
        };
    }

    /** Whether objects of a type are neither targets nor lambdas: a scanned class that has nothing to do with one. */
    private boolean isClassOfItsOwn(String type) {
        return code.type(type)
                .map(found -> found.kind() != CodeType.Kind.INTERFACE)
                .orElse(false);
    }

    /**
     * Types that give a target by members whose erased types do not tell: {@code List<Continuation> all()}. Who calls these need not
     * mention the target.
     *
     * @param members simple names
     */
    private record Givers(Set<String> types, Set<String> members) {
        static Givers among(List<CodeType> types, Set<String> names) {
            Set<String> giving = new HashSet<>();
            Set<String> members = new HashSet<>();
            for (CodeType type : types) {
                members(type, names, modifiers -> true).forEach(members::add);
                if (members(type, names, modifiers -> !Modifier.isPrivate(modifiers))
                        .findAny()
                        .isPresent()) {
                    giving.add(type.name()); // what is private, others cannot ask for
                }
            }
            return new Givers(giving, members);
        }

        private static Stream<String> members(CodeType type, Set<String> names, IntPredicate isWanted) {
            return Stream.concat(
                    type.fields().stream()
                            .filter(field -> isWanted.test(field.modifiers()) && hides(field.type(), names))
                            .map(CodeField::name),
                    type.methods().stream()
                            .filter(method -> isWanted.test(method.modifiers()) && hides(method.result(), names))
                            .map(CodeMethod::name));
        }

        private static boolean hides(TypeRef type, Set<String> names) {
            return type.classes().anyMatch(named -> names.contains(named.name())) && !names.contains(type.erased());
        }
    }

    private void collect(CodeType type, CodeMethod method, Predicate<CodeField> isWanted, Set<Store> stores) {
        MethodBody body = facts.body(type, method);
        for (Flow flow : body.flows()) {
            if (flow.sink() instanceof Sink.Stored store
                    && isLookedFor(store.field(), isWanted)
                    && !carried.isRun(body, flow)) {
                carried.by(method, body, flow.value())
                        .ifPresent(how -> add(type, method, store.field(), flow.line(), how, stores));
            }
        }
        for (Call call : body.calls()) {
            carried.givenByLambda(body, call)
                    .ifPresent(how -> carried.container(call).stream()
                            .flatMap(container -> container.reads().stream())
                            .map(Read::field)
                            .filter(field -> isLookedFor(field, isWanted))
                            .forEach(field -> add(type, method, field, call.line(), how, stores)));
            for (int i = 0; i < call.arguments().size(); i++) {
                String how = puts(call, i)
                        ? carried.by(method, body, call.arguments().get(i)).orElse(null)
                        : null;
                if (how != null && !isTold(call, i)) { // where it is put is asked last: it may lead through many bodies
                    fields(call, i, isWanted).forEach(field -> add(type, method, field, call.line(), how, stores));
                }
            }
        }
    }

    /** Whether a call may put an argument into a field of scanned code; what a library does with it is among the flows. */
    private boolean puts(Call call, int argument) {
        return code.isScanned(call.method().owner()) || handles.isWritten(call, argument);
    }

    /** Returns the fields that are looked for and that a call puts an argument into. */
    private Set<FieldId> fields(Call call, int argument, Predicate<CodeField> isWanted) {
        Stream<FieldId> fields = handles.isWritten(call, argument)
                ? call.receiver().reads().stream().map(read -> handles.addressed(read.field()))
                : keeping.stores(call, argument).stream();
        return fields.filter(field -> isLookedFor(field, isWanted)).collect(Collectors.toSet());
    }

    private void add(CodeType type, CodeMethod method, FieldId id, int line, String how, Set<Store> stores) {
        code.field(id).ifPresent(field -> stores.add(new Store(field, type, method, line, how)));
    }

    /** Whether the parameter's own type tells that it takes a target: then the called method is the place that erases it. */
    private boolean isTold(Call call, int index) {
        return code.method(call.method())
                .filter(method -> index < method.parameters().size())
                .flatMap(method -> holding.direct(method.parameters().get(index)))
                .isPresent();
    }

    private boolean isLookedFor(FieldId id, Predicate<CodeField> isWanted) {
        return code.field(id)
                .filter(field -> !field.isSynthetic() && isWanted.test(field))
                .filter(field -> holding.deep(field.type()).isEmpty() && !isUpdaterForATarget(field.type()))
                .isPresent();
    }
}
