package dev.moveguard.prove;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeType;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Breaks {@code one-shot}: the take method forgets to clear, puts the value back, or keeps it to itself; another reads it out. */
public final class OneShotBreaker implements Breaker {
    @Override
    public String kind() {
        return "one-shot";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        String field = guarded.text("field");
        return guarded.types("type").stream()
                .flatMap(type -> type.field(field).stream().flatMap(found -> mutants(guarded, type, found)))
                .toList();
    }

    private static Stream<Mutant> mutants(Guarded guarded, CodeType owner, CodeField field) {
        String type = owner.name();
        String take = guarded.text("take");
        String place = type + "#" + take;
        String name = field.name();
        return Stream.of(
                Mutant.of(take + " forgets to clear " + name, place, type, inTake(take, (node, method) -> {
                    for (AbstractInsnNode at : method.instructions.toArray()) {
                        if (at instanceof FieldInsnNode use
                                && use.getOpcode() == Opcodes.PUTFIELD
                                && use.name.equals(name)) {
                            method.instructions.insertBefore(at, new InsnNode(Opcodes.POP2));
                            method.instructions.remove(at);
                        }
                    }
                })),
                Mutant.of(take + " puts the value back", place, type, inTake(take, (node, method) -> {
                    FieldNode found = Weave.fieldOf(node, name);
                    Weave.beforeReturns(
                            method,
                            () -> Weave.list(
                                    new InsnNode(Opcodes.DUP),
                                    new VarInsnNode(Opcodes.ALOAD, 0),
                                    new InsnNode(Opcodes.SWAP),
                                    new FieldInsnNode(Opcodes.PUTFIELD, node.name, name, found.desc)));
                })),
                Mutant.of("a second way out of " + name, type + "#proofPeek", type, Weave.getter("proofPeek", name)),
                Mutant.of(name + " stored in a second place", type + "#proofSpill", type, node -> {
                    FieldNode found = Weave.fieldOf(node, name);
                    node.fields.add(
                            new FieldNode(Opcodes.ACC_PRIVATE, "proofSpilt", found.desc, found.signature, null));
                    Weave.method(
                                    Opcodes.ACC_PUBLIC,
                                    "proofSpill",
                                    "()V",
                                    new VarInsnNode(Opcodes.ALOAD, 0),
                                    new VarInsnNode(Opcodes.ALOAD, 0),
                                    new FieldInsnNode(Opcodes.GETFIELD, node.name, name, found.desc),
                                    new FieldInsnNode(Opcodes.PUTFIELD, node.name, "proofSpilt", found.desc),
                                    new InsnNode(Opcodes.RETURN))
                            .accept(node);
                }),
                Mutant.nearMiss("a method that looks at %s and lets nothing out".formatted(name), type, node -> {
                    FieldNode found = Weave.fieldOf(node, name);
                    Weave.method(
                                    Opcodes.ACC_PUBLIC,
                                    "proofLook",
                                    "()V",
                                    new VarInsnNode(Opcodes.ALOAD, 0),
                                    new FieldInsnNode(Opcodes.GETFIELD, node.name, name, found.desc),
                                    new InsnNode(Opcodes.POP),
                                    new InsnNode(Opcodes.RETURN))
                            .accept(node);
                }));
    }

    private interface Edit {
        void of(ClassNode type, MethodNode method);
    }

    private static Consumer<ClassNode> inTake(String take, Edit edit) {
        return type -> type.methods.stream()
                .filter(method ->
                        method.name.equals(take) && (method.access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_ABSTRACT)) == 0)
                .forEach(method -> edit.of(type, method));
    }
}
