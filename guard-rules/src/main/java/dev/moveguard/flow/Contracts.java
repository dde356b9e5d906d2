package dev.moveguard.flow;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.TypePattern;
import dev.moveguard.code.bytecode.Library;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What a called method does with its receiver and arguments: as the rule says, as it is annotated, or as its body shows. */
final class Contracts {
    /** What becomes of an argument. */
    enum Contract {
        BORROW,
        MOVE,
        /** The call gives it back. */
        THROUGH,
        /** An object of a local or anonymous class keeps it for its body. */
        CAPTURE
    }

    /** Calls followed to see whether a field is read. */
    private static final int MOST_CALLS = 3;

    private static final List<String> CONTAINERS = List.of(
            "java.util.Collection",
            "java.util.Map",
            "java.util.Map$Entry",
            "java.util.Dictionary",
            "java.lang.ref.Reference",
            "java.lang.ThreadLocal",
            "java.util.concurrent.atomic.AtomicReference",
            "java.util.concurrent.atomic.AtomicReferenceArray");
    private static final Set<String> LENDING = Set.of(
            "get",
            "getFirst",
            "getLast",
            "getOrDefault",
            "getValue",
            "getKey",
            "getPlain",
            "getOpaque",
            "getAcquire",
            "peek",
            "peekFirst",
            "peekLast",
            "element",
            "elementAt",
            "first",
            "last",
            "firstElement",
            "lastElement");
    private static final Set<String> GIVING = Set.of(
            "poll",
            "pollFirst",
            "pollLast",
            "pop",
            "remove",
            "removeFirst",
            "removeLast",
            "take",
            "takeFirst",
            "takeLast",
            "getAndSet");
    private static final Set<String> KEEPING_FACTORIES = Set.of(
            "of",
            "ofNullable",
            "asList",
            "entry",
            "ofEntries",
            "singleton",
            "singletonList",
            "singletonMap",
            "nCopies",
            "completedFuture",
            "completedStage",
            "addAll",
            "fill");
    private static final Set<String> CHECKS =
            Set.of("checkNotNull", "requireNonNull", "notNull", "verifyNotNull", "checkNotNullWithName", "nonNull");
    /** Those whose first argument is filled with the others. */
    private static final Set<String> FILLING = Set.of("addAll", "fill");

    private static final Set<String> LOOKING = Set.of("equals", "hashCode", "toString", "compareTo", "compare");

    private final CodeBase code;
    private final Guarded guarded;
    private final Terms terms;
    private final ClassNodes classes;
    private final Summaries summaries;
    private final Endings endings;
    private final Completions completions;
    private final Map<MethodId, Optional<CodeMethod>> methods = new HashMap<>();
    private final IdentityHashMap<List<MemberPattern>, Map<MethodId, Boolean>> answers = new IdentityHashMap<>();

    Contracts(CodeBase code, Guarded guarded, Terms terms, ClassNodes classes) {
        this.code = code;
        this.guarded = guarded;
        this.terms = terms;
        this.classes = classes;
        this.summaries = new Summaries(code, this, classes);
        this.completions = new Completions(code, classes, summaries);
        this.endings = new Endings(
                call -> method(call).filter(found -> isFixed(call, found)).orElse(null), classes);
    }

    Guarded guarded() {
        return guarded;
    }

    private static MethodId id(String owner, String name, String descriptor) {
        return new MethodId(Type.getObjectType(owner).getClassName(), name, descriptor);
    }

    private Optional<CodeMethod> method(MethodInsnNode call) {
        return methods.computeIfAbsent(id(call.owner, call.name, call.desc), code::method);
    }

    /** Returns the declarations a call may lead to: the one its instruction names, and those it overrides. */
    private Stream<CodeMethod> declarations(CodeMethod method) {
        return Stream.concat(
                Stream.of(method),
                code.supertypes(method.owner()).stream()
                        .flatMap(name -> code.known(name).stream())
                        .flatMap(type -> type.methods(method.name()))
                        .filter(other -> other.descriptor().equals(method.descriptor())));
    }

    boolean isScanned(MethodInsnNode call) {
        return method(call).map(method -> code.isScanned(method.owner())).orElse(false);
    }

    /** Whether a value may have several names, and ends only by being used up. */
    boolean isLenient() {
        return terms.calls().isLenient();
    }

    boolean excusesExceptions() {
        return terms.calls().excusesExceptions();
    }

    boolean followsFlags() {
        return terms.calls().followsFlags();
    }

    /** Whether a call uses up what it is given, not what it is called on. */
    boolean usesUpArguments(MethodInsnNode call) {
        return isOneOf(terms.consumes(), call)
                && (call.getOpcode() == Opcodes.INVOKESTATIC
                        || !guarded.includes(Type.getObjectType(call.owner).getClassName()));
    }

    /** Whether a call that declares no exception is trusted not to fail: it writes to a log, or gives its receiver back. */
    boolean isTrusted(MethodInsnNode call) {
        return isLog(call) || isOneOf(terms.calls().fluent(), call);
    }

    /** Whether a call writes to a log. */
    static boolean isLog(MethodInsnNode call) {
        return call.owner.endsWith("/Logger") || call.owner.endsWith("/Log");
    }

    // --- receivers -----------------------------------------------------------------------------------------------

    boolean consumesReceiver(MethodInsnNode call) {
        return terms.consuming().contains(call.name)
                || consumesReceiver(id(call.owner, call.name, call.desc), method(call));
    }

    /** Whether {@code this} is the method's own to give away. */
    boolean consumesReceiver(CodeMethod method) {
        return terms.consuming().contains(method.name()) && guarded.includes(method.owner())
                || consumesReceiver(method.id(), Optional.of(method));
    }

    private boolean consumesReceiver(MethodId id, Optional<CodeMethod> method) {
        return isOneOf(terms.consumes(), id, method)
                || method.isPresent()
                        && declarations(method.get()).anyMatch(found -> isMarked(found.annotations(), "Consumes"));
    }

    private boolean isNamed(List<MemberPattern> patterns, CodeMethod method, MethodId called) {
        for (MemberPattern pattern : patterns) {
            Optional<CodeType> declared = code.known(method.owner());
            Optional<CodeType> named = code.known(called.owner());
            if (declared.isPresent() && pattern.matches(declared.get(), method, code)
                    || named.isPresent() && pattern.matches(named.get(), method, code)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMarked(List<String> annotations, String simpleName) {
        return annotations.stream()
                .anyMatch(name -> CodeType.simpleName(name).endsWith(simpleName)
                        && (name.length() == simpleName.length()
                                || ".$".indexOf(name.charAt(name.length() - simpleName.length() - 1)) >= 0));
    }

    /** Whether the call gives back its receiver, as a fluent method does. */
    boolean returnsReceiver(MethodInsnNode call) {
        boolean givesReference = Type.getReturnType(call.desc).getSort() >= Type.ARRAY;
        return givesReference && isOneOf(terms.calls().fluent(), call)
                || summary(call).map(Summaries.Summary::returnsReceiver).orElse(false);
    }

    /** Whether the call gives a part of its receiver. */
    boolean givesPart(MethodInsnNode call) {
        return isOneOf(terms.calls().parts(), call);
    }

    /** Whether the call may be made on a value that is gone. */
    boolean isForAnyTime(MethodInsnNode call) {
        return isOneOf(terms.calls().anyTime(), call);
    }

    /** Whether the body makes a call that gives a value one more use. */
    boolean renewsIn(MethodNode body) {
        List<MemberPattern> renewing = terms.calls().renews();
        if (!renewing.isEmpty()) {
            for (AbstractInsnNode instruction : body.instructions) {
                if (instruction instanceof MethodInsnNode call && isOneOf(renewing, call)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether what an instruction makes has to go somewhere. */
    boolean owes(AbstractInsnNode making) {
        return terms.calls()
                .sources()
                .map(sources -> making instanceof MethodInsnNode call && isOneOf(sources.members(), call))
                .orElse(true);
    }

    /** Whether the parameters of a method have to go somewhere. */
    boolean owesParameters(MethodNode method) {
        return switch (given()) {
            case NONE -> false;
            case HANDLED -> Type.getReturnType(method.desc).getSort() == Type.VOID;
            case ALL -> true;
        };
    }

    /** Whether a parameter counts that the body neither completes nor hands on anywhere. */
    boolean owesUnhandledParameters() {
        return given() == CallTerms.Given.ALL;
    }

    private CallTerms.Given given() {
        return terms.calls().sources().map(CallTerms.Sources::parameters).orElse(CallTerms.Given.ALL);
    }

    private boolean isOneOf(List<MemberPattern> patterns, MethodInsnNode call) {
        if (patterns.isEmpty()) {
            return false;
        }
        MethodId id = id(call.owner, call.name, call.desc);
        return answers.computeIfAbsent(patterns, key -> new HashMap<>())
                .computeIfAbsent(id, key -> isOneOf(patterns, id, method(call)));
    }

    private boolean isOneOf(List<MemberPattern> patterns, MethodId id, Optional<CodeMethod> method) {
        return method.isEmpty()
                ? patterns.stream().anyMatch(pattern -> pattern.isNamed(id.owner(), id.name()))
                : declarations(method.get()).anyMatch(found -> isNamed(patterns, found, id));
    }

    /** Whether the call reads a component of a record. */
    boolean readsComponent(MethodInsnNode call) {
        return call.desc.startsWith("()")
                && method(call).filter(classes::isAccessor).isPresent();
    }

    /** Whether the call gives what its receiver still holds. */
    boolean lends(MethodInsnNode call) {
        return LENDING.contains(call.name) && isOfContainer(call);
    }

    /** Whether the call takes out what its receiver held. */
    boolean takesOut(MethodInsnNode call) {
        return GIVING.contains(call.name) && call.desc.endsWith(")Ljava/lang/Object;") && isOfContainer(call);
    }

    /** Returns what tells the types of what a body takes out of containers. */
    TakenOut takenOut(MethodNode body) {
        return new TakenOut(body, classes);
    }

    private boolean isOfContainer(MethodInsnNode call) {
        if (isScanned(call)) {
            return false;
        }
        String owner = Body.name(call.owner);
        return CONTAINERS.stream().anyMatch(container -> code.isSubtype(owner, container));
    }

    // --- arguments -----------------------------------------------------------------------------------------------

    Contract argument(MethodInsnNode call, int index, Held argument) {
        if (Library.handsThrough(call) || isCheck(call)) {
            boolean isOther = call.name.equals("requireNonNullElse"); // it gives this one or the first
            return index == 0 ? Contract.THROUGH : isOther ? Contract.MOVE : Contract.BORROW;
        }
        if (call.name.equals("<init>") && classes.capturedBy(call).containsKey(index)) {
            return Contract.CAPTURE;
        }
        if (isOneOf(terms.borrows(), call)) {
            return Contract.BORROW;
        }
        if (usesUpArguments(call)) {
            return Contract.MOVE;
        }
        Optional<CodeMethod> method = method(call);
        Optional<Contract> said = method.flatMap(found -> said(found, index));
        if (said.isPresent()) {
            return said.get();
        }
        boolean isScanned = method.isPresent() && code.isScanned(method.get().owner());
        return isScanned ? ofScanned(call, index, argument) : ofLibrary(call, index);
    }

    /** Whether a library's method is one of those that check their first argument and give it back. */
    private boolean isCheck(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESTATIC
                && CHECKS.contains(call.name)
                && call.desc.startsWith("(Ljava/lang/Object;")
                && call.desc.endsWith(")Ljava/lang/Object;")
                && !isScanned(call);
    }

    private Optional<Contract> said(CodeMethod method, int index) {
        return declarations(method)
                .map(found -> {
                    List<String> marks = classes.parameterAnnotations(found, index);
                    if (isMarked(marks, "Borrows")) {
                        return Contract.BORROW;
                    }
                    return isMarked(marks, "Consumes") ? Contract.MOVE : null;
                })
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** Whether a parameter of this method belongs to its caller. */
    boolean isBorrowed(CodeMethod method, int index) {
        return declarations(method)
                .anyMatch(found -> isMarked(classes.parameterAnnotations(found, index), "Borrows")
                        || isNamed(terms.borrows(), found, method.id()));
    }

    private Contract ofScanned(MethodInsnNode call, int index, Held argument) {
        if (LOOKING.contains(call.name)) {
            return Contract.BORROW;
        }
        if (!guarded.includes(argument.types())) {
            return Contract.MOVE;
        }
        if (classes.isEnclosing(call, index) && argument.places().equals(Set.of(new Place.Receiver()))) {
            return Contract.BORROW;
        }
        if (handsThrough(call, index)) {
            return Contract.THROUGH;
        }
        Summaries.Effect effect = effect(call, index);
        if (effect == Summaries.Effect.LOOKS) {
            return Contract.BORROW;
        }
        return effect == Summaries.Effect.TAKES || terms.movesIntoScanned() ? Contract.MOVE : Contract.BORROW;
    }

    /** Whether the call checks what it is given and gives it back, whatever its type: {@code T checkNotNull(T)}. */
    private boolean handsThrough(MethodInsnNode call, int index) {
        Type parameter = Type.getArgumentTypes(call.desc)[index];
        return !guarded.includes(HeldInterpreter.types(parameter))
                && Type.getReturnType(call.desc).equals(parameter)
                && summary(call).map(found -> found.handedThrough() == index).orElse(false);
    }

    /** Whether the body of a called method shows that it takes one of its arguments on every path. */
    boolean takesSome(MethodInsnNode call) {
        int count = Type.getArgumentTypes(call.desc).length;
        return IntStream.range(0, count).anyMatch(index -> effect(call, index) == Summaries.Effect.TAKES);
    }

    Summaries.Effect effect(MethodInsnNode call, int index) {
        return summary(call).map(found -> found.effect(index)).orElse(Summaries.Effect.UNKNOWN);
    }

    /** Whether the call completes an argument on every path that returns. */
    boolean completes(MethodInsnNode call, int index) {
        return summary(call).map(found -> found.completed().contains(index)).orElse(false);
    }

    /** Whether some scanned method may call this one. */
    boolean isCalled(CodeMethod method) {
        return classes.isCalled(method.name(), method.descriptor());
    }

    /** Whether the body of a lambda is the only one of its method that captures a guarded value. */
    boolean isSoleCapture(CodeMethod lambda) {
        return classes.captures(lambda, guarded) == 1;
    }

    private Contract ofLibrary(MethodInsnNode call, int index) {
        if (LOOKING.contains(call.name) || isText(call)) {
            return Contract.BORROW;
        }
        boolean isFactory = call.getOpcode() == Opcodes.INVOKESTATIC
                && call.owner.startsWith("java/util/")
                && KEEPING_FACTORIES.contains(call.name)
                && (index > 0 || !FILLING.contains(call.name));
        boolean keeps = isFactory
                || keepsOften(call) && index > 0
                || !call.name.equals("accept") && Library.keeps(call.getOpcode(), call.owner, call.name)
                || isAdder(call);
        return keeps || terms.movesIntoLibraries() ? Contract.MOVE : Contract.BORROW;
    }

    /** Whether the call makes text of what it is given, as compilers let a concatenation do. */
    private static boolean isText(MethodInsnNode call) {
        return call.owner.equals("java/lang/String") && call.name.equals("valueOf")
                || call.owner.startsWith("java/lang/StringBu") && call.name.equals("append");
    }

    /** Whether a library puts what it is given into more than one place. */
    boolean keepsOften(MethodInsnNode call) {
        return call.owner.equals("java/util/Arrays") && call.name.equals("fill")
                || call.owner.equals("java/util/Collections")
                        && (call.name.equals("fill") || call.name.equals("nCopies"));
    }

    /** Whether a collection that is not of the JDK is given an element. */
    private boolean isAdder(MethodInsnNode call) {
        String owner = Body.name(call.owner);
        return Library.keeps(call.getOpcode(), "java/util/Collection", call.name)
                && !call.name.equals("<init>")
                && (code.isSubtype(owner, "java.util.Collection") || code.isSubtype(owner, "java.util.Map"));
    }

    private Optional<Summaries.Summary> summary(MethodInsnNode call) {
        return method(call).filter(found -> isCertain(call, found)).flatMap(summaries::of);
    }

    /** Whether the call leads to this body and no other. */
    private boolean isCertain(MethodInsnNode call, CodeMethod method) {
        if (!code.isScanned(method.owner()) || method.isAbstract() || method.isNative()) {
            return false;
        }
        return call.getOpcode() == Opcodes.INVOKESTATIC
                || call.getOpcode() == Opcodes.INVOKESPECIAL
                || code.subtypes(method.owner()).stream()
                        .flatMap(type -> type.methods(method.name()))
                        .noneMatch(other -> other.descriptor().equals(method.descriptor()));
    }

    /** Whether the call leads to this body and no other, and no subtype to come can change that. */
    private boolean isFixed(MethodInsnNode call, CodeMethod method) {
        boolean isOpen = call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
        return isCertain(call, method) && (!isOpen || Modifier.isPrivate(method.modifiers()) || isFinal(method));
    }

    private boolean isFinal(CodeMethod method) {
        return Modifier.isFinal(method.modifiers())
                || code.type(method.owner())
                        .map(type -> Modifier.isFinal(type.modifiers()))
                        .orElse(false);
    }

    /** Whether no path leads on behind the call. */
    boolean neverReturns(MethodInsnNode call) {
        return endings.isEnd(call);
    }

    /** Whether scanned code that a call leads to may read a field of this name. */
    boolean mayRead(MethodInsnNode call, String field) {
        return method(call)
                .filter(found -> code.isScanned(found.owner()))
                .map(found -> !isCertain(call, found) || mayRead(found, field, 0))
                .orElse(false);
    }

    private boolean mayRead(CodeMethod method, String field, int depth) {
        MethodNode node = classes.method(method).orElse(null);
        if (node == null || depth > MOST_CALLS) {
            return true;
        }
        for (AbstractInsnNode instruction : node.instructions) {
            boolean reads = instruction instanceof FieldInsnNode read
                    && read.getOpcode() == Opcodes.GETFIELD
                    && read.name.equals(field);
            boolean leadsOn = instruction instanceof MethodInsnNode call
                    && method(call)
                            .filter(found ->
                                    code.isScanned(found.owner()) && !found.id().equals(method.id()))
                            .map(found -> !isCertain(call, found) || mayRead(found, field, depth + 1))
                            .orElse(false);
            if (reads || leadsOn) {
                return true;
            }
        }
        return false;
    }

    /** Returns how messages name the method a call leads to: by the type that declares it, as compilers differ in which they write. */
    String shown(MethodInsnNode call) {
        String owner = method(call).map(CodeMethod::owner).orElseGet(() -> Body.name(call.owner));
        return Body.simpleName(owner.replace('.', '/')) + "." + call.name;
    }

    /** Returns where an argument goes, for messages. */
    String into(MethodInsnNode call, int index) {
        String name = call.name.equals("<init>") ? "the constructor of " + Body.simpleName(call.owner) : shown(call);
        return method(call)
                .flatMap(method -> classes.parameterName(method, index))
                .map(parameter -> "into parameter %s of %s".formatted(parameter, name))
                .orElse("into " + name);
    }

    // --- lambdas -------------------------------------------------------------------------------------------------

    /** Whether the body of a lambda only looks at what it captures there. */
    boolean looksAtCapture(Handle target, int index) {
        return code.method(id(target.getOwner(), target.getName(), target.getDesc()))
                .filter(method -> code.isScanned(method.owner()))
                .flatMap(summaries::of)
                .map(summary -> !summary.takes(target.getTag() == Opcodes.H_INVOKESTATIC ? index : index - 1))
                .orElse(false);
    }

    /** Returns where bodies complete what they capture. */
    Completions completions() {
        return completions;
    }

    /** Returns the field with the captured value that this body alone has to see to. */
    Optional<String> soleCapture(Body body) {
        return classes.soleCapture(body.type(), body.node(), guarded);
    }

    /** Returns what is known of the body of a lambda; null: nothing. */
    Summaries.@Nullable Summary bodyOf(CodeMethod method) {
        return summaries.of(method).orElse(null);
    }

    /** Whether bodies of this interface run at most once. */
    boolean runsOnce(String type) {
        return terms.once().stream().anyMatch(pattern -> isOnce(pattern, type));
    }

    private boolean isOnce(TypePattern pattern, String type) {
        return Stream.concat(Stream.of(type), code.supertypes(type).stream())
                .anyMatch(name -> code.known(name)
                        .map(found -> pattern.matches(found, code))
                        .orElseGet(() -> pattern.isNamed(name)));
    }

    // --- exceptions ----------------------------------------------------------------------------------------------

    List<String> exceptions(MethodInsnNode call) {
        return method(call).map(CodeMethod::exceptions).orElse(List.of());
    }

    /** Whether it is known what the call declares. */
    boolean isDeclared(MethodInsnNode call) {
        return method(call).isPresent();
    }

    /** Whether a method that throws exceptions of this type has to say so. */
    boolean isChecked(String type) {
        return !type.equals("java.lang.Exception")
                && code.isSubtype(type, "java.lang.Exception")
                && !code.isSubtype(type, "java.lang.RuntimeException");
    }

    boolean declaresExceptions(MethodInsnNode call) {
        return !exceptions(call).isEmpty();
    }

    boolean isA(String type, String wanted) {
        return wanted.equals("java.lang.Throwable") || code.isSubtype(type, wanted);
    }

    /** Whether a value of one exception type may be one of the other. */
    boolean mayBe(String type, String caught) {
        return code.known(type).isEmpty() || code.known(caught).isEmpty() || isA(type, caught) || isA(caught, type);
    }
}
