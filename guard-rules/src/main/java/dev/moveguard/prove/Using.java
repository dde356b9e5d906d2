package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.Dependency;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Ways to make one type use another. */
enum Using {
    FIELD(Dependency.Kind.FIELD, "a field"),
    SIGNATURE(Dependency.Kind.SIGNATURE, "a parameter"),
    LITERAL(Dependency.Kind.LITERAL, "a class literal"),
    CASTS(Dependency.Kind.CASTS, "a cast"),
    CREATES(Dependency.Kind.CREATES, "an array"),
    CALLS(Dependency.Kind.CALLS, "a call"),
    ACCESSES(Dependency.Kind.ACCESSES, "a read of a field"),
    THROWS(Dependency.Kind.THROWS, "a throws clause");

    private static final String NAME = "proofUse";

    private final Dependency.Kind how;
    private final String shown;

    Using(Dependency.Kind how, String shown) {
        this.how = how;
        this.shown = shown;
    }

    Dependency.Kind how() {
        return how;
    }

    /** Makes the mutant in which a type uses another. */
    Mutant mutant(CodeType user, String used) {
        return Mutant.of(
                "%s of %s in %s".formatted(shown, CodeType.simpleName(used), user.simpleName()),
                user.name() + "#" + NAME,
                user.name(),
                edit(used));
    }

    private Consumer<ClassNode> edit(String used) {
        String type = Weave.internal(used);
        String descriptor = Weave.descriptor(used);
        InsnNode nothing = new InsnNode(Opcodes.ACONST_NULL);
        return switch (this) {
            case FIELD -> Weave.constant(NAME, descriptor);
            case SIGNATURE -> Weave.staticMethod(NAME, "(%s)V".formatted(descriptor), new InsnNode(Opcodes.RETURN));
            case LITERAL -> Weave.literal(NAME, used);
            case CASTS ->
                Weave.staticMethod(
                        NAME,
                        "()Ljava/lang/Object;",
                        nothing,
                        new TypeInsnNode(Opcodes.CHECKCAST, type),
                        new InsnNode(Opcodes.ARETURN));
            case CREATES ->
                Weave.staticMethod(
                        NAME,
                        "()Ljava/lang/Object;",
                        new InsnNode(Opcodes.ICONST_0),
                        new TypeInsnNode(Opcodes.ANEWARRAY, type),
                        new InsnNode(Opcodes.ARETURN));
            case CALLS ->
                Weave.staticMethod(
                        NAME,
                        "()V",
                        new MethodInsnNode(Opcodes.INVOKESTATIC, type, "proof", "()V"),
                        new InsnNode(Opcodes.RETURN));
            case ACCESSES ->
                Weave.staticMethod(
                        NAME,
                        "()Ljava/lang/Object;",
                        new FieldInsnNode(Opcodes.GETSTATIC, type, "proof", "Ljava/lang/Object;"),
                        new InsnNode(Opcodes.ARETURN));
            case THROWS ->
                node -> {
                    Weave.staticMethod(NAME, "()V", new InsnNode(Opcodes.RETURN))
                            .accept(node);
                    MethodNode method = node.methods.get(node.methods.size() - 1);
                    method.exceptions = List.of(type);
                };
        };
    }
}
