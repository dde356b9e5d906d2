package dev.moveguard.code.bytecode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** What is known of the JDK's methods: which hand an argument through, keep it, or wrap it. */
public final class Library {
    private static final Set<String> KEEPING = Set.of(
            "add",
            "addFirst",
            "addLast",
            "addElement",
            "addAll",
            "append",
            "put",
            "putAll",
            "putIfAbsent",
            "putFirst",
            "putLast",
            "putVal",
            "offer",
            "offerFirst",
            "offerLast",
            "push",
            "set",
            "setElementAt",
            "setValue",
            "setPlain",
            "setRelease",
            "setOpaque",
            "setVolatile",
            "lazySet",
            "getAndSet",
            "getAndSetAcquire",
            "getAndSetRelease",
            "compareAndSet",
            "compareAndExchange",
            "weakCompareAndSet",
            "weakCompareAndSetPlain",
            "weakCompareAndSetVolatile",
            "accumulateAndGet",
            "getAndAccumulate",
            "attemptMark",
            "replace",
            "merge",
            "insert",
            "insertElementAt",
            "complete",
            "obtrudeValue",
            "completeAsync",
            "computeIfAbsent",
            "compute",
            "computeIfPresent",
            "exchange",
            "transfer",
            "tryTransfer",
            "submit",
            "accept",
            "setProperty");
    private static final Map<String, Set<String>> FILLING = Map.of(
            "java/util/Collections", Set.of("addAll", "fill", "replaceAll", "copy"),
            "java/util/Arrays", Set.of("fill"),
            "java/lang/System", Set.of("arraycopy"),
            "java/lang/reflect/Array", Set.of("set"));
    private static final String[] CONTAINER_PACKAGES = {
        "java/util/",
        "java/lang/ref/",
        "java/lang/Object",
        "java/lang/Iterable",
        "java/lang/Runnable",
        "java/lang/Thread",
        "java/lang/InheritableThreadLocal"
    };
    private static final String[] NEVER_CONTAINERS = {
        "java/util/Locale", "java/util/UUID", "java/util/Date", "java/util/Calendar", "java/util/Scanner",
        "java/util/Formatter", "java/util/regex/", "java/util/logging/", "java/util/zip/", "java/util/jar/"
    };

    private static final String[] COMPUTING = {"map", "flatMap", "thenApply", "thenCompose", "handle", "reduce"};
    private static final String[] STAGES = {
        "java/util/stream/",
        "java/util/function/",
        "java/util/Comparator",
        "java/util/Optional",
        "java/util/concurrent/CompletableFuture",
        "java/util/concurrent/CompletionStage"
    };

    private Library() {}

    static boolean isLibrary(String internalName) {
        return internalName.startsWith("java/") || internalName.startsWith("javax/") || internalName.startsWith("jdk/");
    }

    /** Whether the call gives back its first argument. */
    public static boolean handsThrough(MethodInsnNode call) {
        return call.owner.equals("java/util/Objects")
                && call.name.startsWith("requireNonNull")
                && Type.getArgumentTypes(call.desc)[0].getSort() == Type.OBJECT;
    }

    /** Whether the receiver keeps what it is given. */
    static boolean keeps(MethodInsnNode call) {
        return keeps(call.getOpcode(), call.owner, call.name);
    }

    /** Whether a call of this name keeps what it is given; types are internal names. */
    public static boolean keeps(int opcode, String owner, String name) {
        return opcode != Opcodes.INVOKESTATIC
                && isContainer(owner)
                && (name.equals("<init>") || KEEPING.contains(name));
    }

    /** Whether a static method puts one of its arguments into another. */
    static boolean fills(MethodInsnNode call) {
        return fills(call.getOpcode(), call.owner, call.name);
    }

    /** Whether a static method of this name puts one of its arguments into another; types are internal names. */
    static boolean fills(int opcode, String owner, String name) {
        return opcode == Opcodes.INVOKESTATIC
                && FILLING.getOrDefault(owner, Set.of()).contains(name);
    }

    /** Returns the array or container that is filled: the first argument, but for a copy. */
    static <T> T filled(MethodInsnNode call, List<T> arguments) {
        return arguments.get(call.name.equals("arraycopy") ? 2 : 0);
    }

    /** Returns what it is filled with. */
    static <T> T filling(MethodInsnNode call, List<T> arguments) {
        return arguments.get(call.name.equals("arraycopy") ? 0 : arguments.size() - 1);
    }

    /** Returns those of the arguments that the receiver keeps: not what it compares with, nor the object whose field is updated. */
    static <T> List<T> kept(MethodInsnNode call, List<T> arguments) {
        if (call.name.startsWith("compareAnd") || call.name.startsWith("weakCompareAnd")) {
            return lastReference(call, arguments);
        } else if (call.name.equals("replace") && arguments.size() == 3) {
            return List.of(arguments.get(0), arguments.get(2));
        }
        boolean isAddressed = call.owner.equals("java/util/concurrent/atomic/AtomicReferenceFieldUpdater");
        return isAddressed ? arguments.subList(Math.min(1, arguments.size()), arguments.size()) : arguments;
    }

    /** What is to be stored comes behind what is expected; numbers and flags may follow. */
    private static <T> List<T> lastReference(MethodInsnNode call, List<T> arguments) {
        Type[] types = Type.getArgumentTypes(call.desc);
        int last = types.length - 1;
        while (last >= 0 && types[last].getSort() != Type.OBJECT && types[last].getSort() != Type.ARRAY) {
            last--;
        }
        return last < 0 ? List.of() : List.of(arguments.get(last));
    }

    /** Whether the result may hold what the call was given, or what its receiver holds. */
    static boolean wraps(MethodInsnNode call) {
        Type result = Type.getReturnType(call.desc);
        return isLibrary(call.owner)
                && (result.getSort() == Type.ARRAY
                        || result.getSort() == Type.OBJECT && isContainer(result.getInternalName()));
    }

    /** Whether the result may hold what the receiver holds: a view, an element, the next stage; not what was computed from it. */
    static boolean shares(MethodInsnNode call) {
        return call.getOpcode() != Opcodes.INVOKESTATIC && !startsWith(call.name, COMPUTING);
    }

    /** Whether the result may hold the arguments: that of a factory, or of a stage that keeps what it was given. */
    static boolean wrapsArguments(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESTATIC
                || startsWith(Type.getReturnType(call.desc).getInternalName(), STAGES);
    }

    /** Whether a value of these types is used up by what it is joined into, and not handed out again. */
    static boolean isUsedUp(Set<String> types) {
        return types.stream()
                .anyMatch(type -> type.startsWith("java.util.stream.")
                        || type.equals("java.util.Iterator")
                        || type.equals("java.util.Spliterator"));
    }

    private static boolean isContainer(String internalName) {
        return startsWith(internalName, CONTAINER_PACKAGES) && !startsWith(internalName, NEVER_CONTAINERS);
    }

    private static boolean startsWith(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
