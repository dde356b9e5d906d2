package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Breaks {@code no-clone}: adds members that copy and return. */
public final class NoCloneBreaker implements Breaker {
    @Override
    public String kind() {
        return "no-clone";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        return Guarded.open(guarded.types("type")).stream()
                .flatMap(NoCloneBreaker::mutants)
                .toList();
    }

    private static Stream<Mutant> mutants(CodeType type) {
        String name = type.name();
        String own = Weave.descriptor(name);
        List<Mutant> mutants = new ArrayList<>();
        mutants.add(Mutant.of("a clone that returns", name + "#clone", name, NoCloneBreaker::cloning));
        mutants.add(Mutant.of(
                "a copy that returns",
                name + "#copyProof",
                name,
                Weave.method(Opcodes.ACC_PUBLIC, "copyProof", "()" + own, Weave.self())));
        mutants.add(Mutant.of(
                "a duplicate of an argument",
                name + "#duplicateProof",
                name,
                Weave.staticMethod("duplicateProof", "(%s)%s".formatted(own, own), Weave.self())));
        boolean isPlain = type.kind() == CodeType.Kind.CLASS
                && type.supertypeNames().findFirst().orElse("").equals("java.lang.Object");
        if (isPlain
                && type.methods("<init>").noneMatch(made -> made.descriptor().equals("(%s)V".formatted(own)))) {
            mutants.add(
                    Mutant.of("a copy constructor", name + "#<init>", name, Weave.constructor("(%s)V".formatted(own))));
        }
        mutants.add(Mutant.nearMiss(
                "a copy that throws",
                name,
                Weave.method(Opcodes.ACC_PUBLIC, "copyProof", "()" + own, Weave.refusing())));
        return mutants.stream();
    }

    /** Replaces what may be there: a clone that throws. */
    private static void cloning(ClassNode type) {
        type.methods.removeIf((MethodNode method) -> method.name.equals("clone") && method.desc.startsWith("()"));
        Weave.method(Opcodes.ACC_PUBLIC, "clone", "()Ljava/lang/Object;", Weave.self())
                .accept(type);
    }
}
