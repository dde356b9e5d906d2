package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import dev.moveguard.prove.Mutant.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Breaks {@code archunit}: what a rule of the team is about is not known, so everything is broken that such rules are usually
 * about, all over the code. A rule that none of these breaks is not proved, and not accused.
 */
public final class ArchUnitBreaker implements Breaker {
    private static final int MOST_USED = 200;

    @Override
    public String kind() {
        return "archunit";
    }

    @Override
    public boolean isGuessing() {
        return true;
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        List<CodeType> types = guarded.code().types().stream()
                .filter(type -> type.outer() == null && type.kind() == CodeType.Kind.CLASS)
                .toList();
        return List.of(
                everywhere("every class uses every package", types, usingAll(types)),
                everywhere("every class prints, throws, logs and injects", types, ArchUnitBreaker::misbehave),
                renamed(types),
                everywhere("a constant of a number in every class", types, Weave.constant("PROOF", "I"))
                        .harmless());
    }

    private static Mutant everywhere(String says, List<CodeType> types, Consumer<ClassNode> edit) {
        Map<String, Consumer<ClassNode>> edits = new LinkedHashMap<>();
        types.forEach(type -> edits.put(type.name(), edit));
        return new Mutant(says, "", new Change.Classes(edits, Map.of()), false);
    }

    private static Consumer<ClassNode> usingAll(List<CodeType> types) {
        Map<String, String> byPackage = new LinkedHashMap<>();
        types.forEach(type -> byPackage.putIfAbsent(type.packageName(), type.name()));
        List<String> used = byPackage.values().stream().limit(MOST_USED).toList();
        return node -> {
            for (int i = 0; i < used.size(); i++) {
                String name = used.get(i);
                Weave.staticMethod(
                                "proofUse" + i,
                                "(%s)V".formatted(Weave.descriptor(name)),
                                new LdcInsnNode(org.objectweb.asm.Type.getObjectType(Weave.internal(name))),
                                new InsnNode(Opcodes.POP),
                                new InsnNode(Opcodes.RETURN))
                        .accept(node);
            }
        };
    }

    private static void misbehave(ClassNode node) {
        Weave.staticMethod(
                        "proofPrint",
                        "()V",
                        new FieldInsnNode(Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;"),
                        new LdcInsnNode("proof"),
                        new MethodInsnNode(
                                Opcodes.INVOKEVIRTUAL, "java/io/PrintStream", "println", "(Ljava/lang/String;)V"),
                        new TypeInsnNode(Opcodes.NEW, "java/lang/RuntimeException"),
                        new InsnNode(Opcodes.DUP),
                        new MethodInsnNode(Opcodes.INVOKESPECIAL, "java/lang/RuntimeException", "<init>", "()V"),
                        new InsnNode(Opcodes.ATHROW))
                .accept(node);
        node.fields.add(new FieldNode(Opcodes.ACC_PUBLIC, "proofLogger", "Ljava/util/logging/Logger;", null, null));
        node.fields.add(
                new FieldNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "proofShared", "Ljava/util/List;", null, null));
        FieldNode injected = new FieldNode(Opcodes.ACC_PUBLIC, "proofInjected", "Ljava/lang/Object;", null, null);
        injected.visibleAnnotations = new ArrayList<>();
        for (String mark : List.of(
                "org/springframework/beans/factory/annotation/Autowired",
                "javax/inject/Inject",
                "jakarta/inject/Inject",
                "com/google/inject/Inject")) {
            injected.visibleAnnotations.add(new AnnotationNode("L" + mark + ";"));
        }
        node.fields.add(injected);
    }

    /** A class like each, under another name, with nothing of what it extends. */
    private static Mutant renamed(List<CodeType> types) {
        Map<String, ClassNode> added = new LinkedHashMap<>();
        for (CodeType type : types) {
            ClassNode node = new ClassNode();
            node.version = Opcodes.V1_8;
            node.access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER;
            node.name = Weave.internal(type.name()) + "CalledOtherwise";
            node.superName = "java/lang/Object";
            node.visibleAnnotations = new ArrayList<>();
            type.annotations().forEach(mark -> node.visibleAnnotations.add(new AnnotationNode(Weave.descriptor(mark))));
            Weave.constructor("()V").accept(node);
            added.put(type.name(), node);
        }
        return new Mutant("a class of another name beside every class", "", new Change.Classes(Map.of(), added), false);
    }
}
