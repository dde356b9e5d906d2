package dev.moveguard.prove;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Breaks {@code sole-owner}: opens, shares, wraps, locks and gives out the field. */
public final class SoleOwnerBreaker implements Breaker {
    private static final String CELL = "java/util/concurrent/atomic/AtomicReference";

    @Override
    public String kind() {
        return "sole-owner";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        String field = guarded.text("field");
        return guarded.types("owner").stream()
                .flatMap(owner -> owner.field(field).stream().flatMap(found -> mutants(guarded, owner, found)))
                .toList();
    }

    private static Stream<Mutant> mutants(Guarded guarded, CodeType owner, CodeField field) {
        String type = owner.name();
        String place = type + "#" + field.name();
        String shown = field.shown();
        List<Mutant> mutants = new ArrayList<>();
        mutants.add(
                Mutant.of(shown + " without private", place, type, Weave.access(field.name(), Opcodes.ACC_PRIVATE, 0)));
        if (!field.isFinal()) {
            mutants.add(
                    Mutant.of("a volatile " + shown, place, type, Weave.access(field.name(), 0, Opcodes.ACC_VOLATILE)));
        }
        mutants.add(
                Mutant.of("a getter of " + shown, type + "#proofPeek", type, Weave.getter("proofPeek", field.name())));
        mutants.add(Mutant.of("a second field beside " + shown, type + "#proofTwin", type, twin(field.name())));
        mutants.add(Mutant.of("a lock around " + shown, type + "#proofLocked", type, locked(field.name())));
        if (!field.isStatic() && field.type() instanceof dev.moveguard.code.TypeRef.Named) {
            mutants.add(Mutant.of(shown + " in an AtomicReference", place, type, celled(field.name())));
        }
        guarded.code().types().stream()
                .filter(other -> other.kind() == CodeType.Kind.CLASS
                        && !other.isLocal()
                        && other.outer() == null
                        && !other.name().equals(type)
                        && !guarded.exceptions("allow-holders").include(other, guarded.code())
                        && other.packageName().equals(owner.packageName()))
                .findFirst()
                .ifPresent(other -> mutants.add(Mutant.of(
                        "a second holder: " + other.simpleName(),
                        other.name() + "#proofTwin",
                        other.name(),
                        Weave.field("proofTwin", Weave.descriptor(field.type().erased()), null))));
        mutants.add(Mutant.nearMiss(
                "a count and a name beside " + shown,
                type,
                Weave.field("proofCount", "I", null).andThen(Weave.field("proofName", "Ljava/lang/String;", null))));
        return mutants.stream();
    }

    private static Consumer<ClassNode> twin(String field) {
        return type -> {
            FieldNode found = Weave.fieldOf(type, field);
            type.fields.add(new FieldNode(Opcodes.ACC_PRIVATE, "proofTwin", found.desc, found.signature, null));
        };
    }

    private static Consumer<ClassNode> locked(String field) {
        return type -> {
            FieldNode found = Weave.fieldOf(type, field);
            boolean isStatic = (found.access & Opcodes.ACC_STATIC) != 0;
            int access = Opcodes.ACC_SYNCHRONIZED | (isStatic ? Opcodes.ACC_STATIC : 0);
            List<AbstractInsnNode> body = new ArrayList<>();
            if (!isStatic) {
                body.add(new VarInsnNode(Opcodes.ALOAD, 0));
            }
            body.add(new FieldInsnNode(
                    isStatic ? Opcodes.GETSTATIC : Opcodes.GETFIELD, type.name, found.name, found.desc));
            body.add(new InsnNode(Type.getType(found.desc).getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
            body.add(new InsnNode(Opcodes.RETURN));
            Weave.method(access, "proofLocked", "()V", body.toArray(AbstractInsnNode[]::new))
                    .accept(type);
        };
    }

    /** Puts the value in a cell, and reads and writes it there. */
    private static Consumer<ClassNode> celled(String name) {
        return type -> {
            FieldNode field = Weave.fieldOf(type, name);
            String content = field.desc;
            field.access &= ~Opcodes.ACC_FINAL;
            field.desc = "L" + CELL + ";";
            field.signature = "L" + CELL + "<" + content + ">;";
            type.methods.forEach(method -> cell(type, method, name, content));
        };
    }

    private static void cell(ClassNode type, MethodNode method, String name, String content) {
        for (AbstractInsnNode at : method.instructions.toArray()) {
            if (at instanceof FieldInsnNode use && use.owner.equals(type.name) && use.name.equals(name)) {
                use.desc = "L" + CELL + ";";
                if (use.getOpcode() == Opcodes.GETFIELD) {
                    method.instructions.insert(
                            at,
                            Weave.list(
                                    new MethodInsnNode(Opcodes.INVOKEVIRTUAL, CELL, "get", "()Ljava/lang/Object;"),
                                    new TypeInsnNode(
                                            Opcodes.CHECKCAST,
                                            Type.getType(content).getInternalName())));
                } else if (use.getOpcode() == Opcodes.PUTFIELD) {
                    method.instructions.insertBefore(
                            at,
                            Weave.list(
                                    new VarInsnNode(Opcodes.ASTORE, method.maxLocals),
                                    new TypeInsnNode(Opcodes.NEW, CELL),
                                    new InsnNode(Opcodes.DUP),
                                    new VarInsnNode(Opcodes.ALOAD, method.maxLocals),
                                    new MethodInsnNode(
                                            Opcodes.INVOKESPECIAL, CELL, "<init>", "(Ljava/lang/Object;)V")));
                    method.maxLocals++;
                }
            }
        }
    }
}
