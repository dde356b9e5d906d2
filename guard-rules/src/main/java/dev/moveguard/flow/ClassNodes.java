package dev.moveguard.flow;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.bytecode.ClassTree;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypeReference;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeAnnotationNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The instructions of scanned types, read when they are first asked for. */
final class ClassNodes {
    private static final int MOST_TREES = 400;

    private final CodeBase code;
    /** Trees are large: only those used last are kept. */
    private final Map<String, ClassNode> nodes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ClassNode> eldest) {
            return size() > MOST_TREES;
        }
    };

    private final Set<String> called = new HashSet<>();

    ClassNodes(CodeBase code) {
        this.code = code;
    }

    /**
     * Reads a scanned type.
     *
     * @throws UnreadableException when its class file is damaged or gone
     */
    ClassNode read(CodeType type) {
        ClassNode node = nodes.get(type.name());
        if (node == null) {
            node = parse(type);
            nodes.put(type.name(), node);
        }
        return node;
    }

    /** Notes which methods the instructions of a type call. */
    void noteCalls(ClassNode type) {
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof MethodInsnNode call) {
                    called.add(call.name + call.desc);
                } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                    Handle target = Lambdas.target(dynamic);
                    if (target != null) {
                        called.add(target.getName() + target.getDesc());
                    }
                }
            }
        }
    }

    boolean isCalled(String name, String descriptor) {
        return called.contains(name + descriptor);
    }

    /** Counts the lambdas and references that capture a guarded value in the method that makes this one; 0: nobody makes it. */
    int captures(CodeMethod lambda, Guarded guarded) {
        CodeType type = code.type(lambda.owner()).orElse(null);
        if (type == null) {
            return 0;
        }
        return read(type).methods.stream()
                .filter(method -> makes(method, lambda))
                .findFirst()
                .map(method -> countCaptures(method, guarded))
                .orElse(0);
    }

    private static boolean makes(MethodNode method, CodeMethod lambda) {
        for (AbstractInsnNode instruction : method.instructions) {
            Handle target = instruction instanceof InvokeDynamicInsnNode dynamic ? Lambdas.target(dynamic) : null;
            if (target != null
                    && target.getName().equals(lambda.name())
                    && target.getDesc().equals(lambda.descriptor())) {
                return true;
            }
        }
        return false;
    }

    private boolean capturesGuarded(AbstractInsnNode instruction, Guarded guarded) {
        return instruction instanceof MethodInsnNode call
                && call.name.equals("<init>")
                && guarded.isGivenTo(call.desc)
                && capturedBy(call).keySet().stream()
                        .map(index -> Type.getArgumentTypes(call.desc)[index])
                        .anyMatch(type -> guarded.includes(HeldInterpreter.types(type)));
    }

    /**
     * Returns the field in which an object of a local or anonymous class keeps the one guarded value that it captured, if this method alone
     * reads it, and no other body of the method around it captures such a value.
     */
    Optional<String> soleCapture(CodeType type, MethodNode method, Guarded guarded) {
        ClassNode node = read(type);
        boolean isSole = type.isLocal()
                && node.methods.stream()
                        .filter(other -> readsCapture(other, guarded))
                        .allMatch(method::equals)
                && around(node).map(outer -> countCaptures(outer, guarded) == 1).orElse(false);
        List<String> fields = node.fields.stream()
                .filter(field -> field.name.startsWith("val$")
                        && guarded.includes(HeldInterpreter.types(Type.getType(field.desc))))
                .map(field -> field.name)
                .toList();
        return isSole && fields.size() == 1 ? Optional.of(fields.get(0)) : Optional.empty();
    }

    private static boolean readsCapture(MethodNode method, Guarded guarded) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof FieldInsnNode read
                    && read.getOpcode() == Opcodes.GETFIELD
                    && read.name.startsWith("val$")
                    && guarded.includes(HeldInterpreter.types(Type.getType(read.desc)))) {
                return true;
            }
        }
        return false;
    }

    private Optional<MethodNode> around(ClassNode local) {
        return local.outerMethod == null
                ? Optional.empty()
                : code.type(Type.getObjectType(local.outerClass).getClassName())
                        .flatMap(outer -> read(outer).methods.stream()
                                .filter(method -> method.name.equals(local.outerMethod)
                                        && method.desc.equals(local.outerMethodDesc))
                                .findFirst());
    }

    private int countCaptures(MethodNode method, Guarded guarded) {
        int count = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            boolean isLambda = instruction instanceof InvokeDynamicInsnNode dynamic
                    && Lambdas.target(dynamic) != null
                    && guarded.isGivenTo(dynamic.desc);
            count += isLambda || capturesGuarded(instruction, guarded) ? 1 : 0;
        }
        return count;
    }

    /** Returns the generic type of a field of a scanned type; null: it has none. */
    @Nullable
    String signature(FieldInsnNode field) {
        return code.type(Type.getObjectType(field.owner).getClassName()).stream()
                .flatMap(owner -> read(owner).fields.stream())
                .filter(found -> found.name.equals(field.name) && found.signature != null)
                .map(found -> found.signature)
                .findFirst()
                .orElse(null);
    }

    /** Whether a method is the accessor of a record component and gives what the component holds, as the compiler writes it. */
    boolean isAccessor(CodeMethod method) {
        CodeType type = code.type(method.owner()).orElse(null);
        ClassNode node = type == null ? null : read(type);
        return node != null
                && method(method).filter(found -> isAccessor(node, found)).isPresent();
    }

    private static boolean isAccessor(ClassNode node, MethodNode method) {
        boolean isOfComponent = node.recordComponents != null
                && node.recordComponents.stream()
                        .anyMatch(component ->
                                component.name.equals(method.name) && method.desc.equals("()" + component.descriptor));
        return isOfComponent && isReading(instructions(method));
    }

    private static boolean isReading(List<Integer> opcodes) {
        return opcodes.size() == 3
                && opcodes.get(0) == Opcodes.ALOAD
                && opcodes.get(1) == Opcodes.GETFIELD
                && opcodes.get(2) >= Opcodes.IRETURN
                && opcodes.get(2) <= Opcodes.ARETURN;
    }

    private static List<Integer> instructions(MethodNode method) {
        List<Integer> opcodes = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() >= 0) {
                opcodes.add(instruction.getOpcode());
            }
        }
        return opcodes;
    }

    /** Whether the compiler wrote an accessor: it stands on the line of the record, or has no variables. */
    static boolean isImplicitAccessor(ClassNode node, MethodNode method) {
        boolean hasVariables = method.localVariables != null && !method.localVariables.isEmpty();
        return isAccessor(node, method)
                && (!hasVariables
                        || node.methods.stream()
                                .filter(ClassNodes::isOfObject)
                                .anyMatch(other -> line(other) == line(method)));
    }

    private static boolean isOfObject(MethodNode method) {
        return (method.name + method.desc).equals("hashCode()I")
                || (method.name + method.desc).equals("toString()Ljava/lang/String;")
                || (method.name + method.desc).equals("equals(Ljava/lang/Object;)Z");
    }

    private static int line(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return -1;
    }

    private ClassNode parse(CodeType type) {
        byte[] bytes = code.classFile(type);
        try {
            return ClassTree.of(bytes, method -> true);
        } catch (RuntimeException e) {
            // ASM checks little: whatever it trips over is a file whose lengths, indexes or nesting are beyond reason.
            throw new UnreadableException("is truncated or damaged", e);
        }
    }

    Optional<MethodNode> method(CodeMethod method) {
        return code.type(method.owner())
                .map(this::read)
                .flatMap(node -> node.methods.stream()
                        .filter(found -> found.name.equals(method.name()) && found.desc.equals(method.descriptor()))
                        .findFirst());
    }

    /** Returns the binary names of the annotations on a parameter of a scanned method. */
    List<String> parameterAnnotations(CodeMethod method, int index) {
        return method(method).map(node -> annotations(node, index)).orElse(List.of());
    }

    private static List<String> annotations(MethodNode node, int index) {
        List<String> names = new ArrayList<>();
        Stream.of(
                        Optional.ofNullable(node.visibleParameterAnnotations),
                        Optional.ofNullable(node.invisibleParameterAnnotations))
                .flatMap(Optional::stream)
                .forEach(lists -> {
                    // Parameters the compiler added, of inner classes and enums, carry none and are not counted.
                    int shift = Type.getArgumentTypes(node.desc).length - lists.length;
                    List<AnnotationNode> marks =
                            index >= shift && index - shift < lists.length ? lists[index - shift] : null;
                    if (marks != null) {
                        marks.forEach(mark -> names.add(Type.getType(mark.desc).getClassName()));
                    }
                });
        Stream.of(Optional.ofNullable(node.visibleTypeAnnotations), Optional.ofNullable(node.invisibleTypeAnnotations))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .filter(mark -> isOfParameter(mark, index))
                .forEach(mark -> names.add(Type.getType(mark.desc).getClassName()));
        return names;
    }

    /** Whether an annotation of a use of a type stands on the type of the parameter itself, or on what its array holds. */
    private static boolean isOfParameter(TypeAnnotationNode mark, int index) {
        TypeReference reference = new TypeReference(mark.typeRef);
        boolean isOfTypeItself =
                mark.typePath == null || mark.typePath.toString().chars().allMatch(step -> step == '[');
        return reference.getSort() == TypeReference.METHOD_FORMAL_PARAMETER
                && reference.getFormalParameterIndex() == index
                && isOfTypeItself;
    }

    /** Returns the name of a parameter of a scanned method, if its class file tells. */
    Optional<String> parameterName(CodeMethod method, int index) {
        return method(method)
                .map(node -> new Variables(node, Captures.NONE)
                        .parameters()
                        .get(index)
                        .name())
                .filter(name -> !name.startsWith("parameter "));
    }

    /** Returns the parameters of a constructor of a local or anonymous class that stand for captured variables, each with its field. */
    Map<Integer, String> capturedBy(MethodInsnNode construction) {
        CodeType type = code.type(Type.getObjectType(construction.owner).getClassName())
                .filter(CodeType::isLocal)
                .orElse(null);
        Map<Integer, String> captured = new HashMap<>();
        if (type != null) {
            read(type).methods.stream()
                    .filter(node -> node.name.equals("<init>") && node.desc.equals(construction.desc))
                    .forEach(node -> addCaptured(node, captured));
        }
        return captured;
    }

    /** Whether a parameter of a constructor stands for the object that an inner class is made in. */
    boolean isEnclosing(MethodInsnNode construction, int index) {
        Type[] types = Type.getArgumentTypes(construction.desc);
        return index == 0
                && construction.name.equals("<init>")
                && code.type(Type.getObjectType(construction.owner).getClassName())
                        .filter(type -> !Modifier.isStatic(type.modifiers()))
                        .map(type -> types[0].getClassName().equals(type.outer()))
                        .orElse(false);
    }

    private static void addCaptured(MethodNode constructor, Map<Integer, String> captured) {
        Map<Integer, Integer> parameters = new HashMap<>();
        int slot = 1;
        Type[] types = Type.getArgumentTypes(constructor.desc);
        for (int i = 0; i < types.length; i++) {
            parameters.put(slot, i);
            slot += types[i].getSize();
        }
        for (AbstractInsnNode instruction : constructor.instructions) {
            if (instruction instanceof FieldInsnNode put
                    && put.getOpcode() == Opcodes.PUTFIELD
                    && put.name.startsWith("val$")
                    && put.getPrevious() instanceof VarInsnNode load
                    && parameters.containsKey(load.var)) {
                captured.put(parameters.get(load.var), put.name);
            }
        }
    }
}
