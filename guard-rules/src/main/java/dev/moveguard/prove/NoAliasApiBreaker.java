package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import dev.moveguard.config.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;

/** Breaks {@code no-alias-api}: adds members that yield a second reference, by name and by shape. */
public final class NoAliasApiBreaker implements Breaker {
    @Override
    public String kind() {
        return "no-alias-api";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        return Guarded.open(guarded.types("type")).stream()
                .flatMap(type -> mutants(guarded, type))
                .toList();
    }

    private static Stream<Mutant> mutants(Guarded guarded, CodeType type) {
        String name = type.name();
        String own = Weave.descriptor(name);
        List<Mutant> mutants = new ArrayList<>();
        for (Text denied : guarded.texts("deny-names")) {
            String called = denied.value().replace("*", "Proof");
            mutants.add(Mutant.of(
                    "a method named " + called,
                    name + "#" + called,
                    name,
                    Weave.method(Opcodes.ACC_PUBLIC, called, "()V", new InsnNode(Opcodes.RETURN))));
        }
        mutants.add(Mutant.of(
                "a method that gives %s itself".formatted(type.simpleName()),
                name + "#proofAgain",
                name,
                Weave.method(Opcodes.ACC_PUBLIC, "proofAgain", "()" + own, Weave.self())));
        mutants.add(Mutant.of(
                "a factory that makes one from one",
                name + "#proofFrom",
                name,
                Weave.staticMethod("proofFrom", "(%s)%s".formatted(own, own), Weave.self())));
        mutants.add(Mutant.of(
                "a Cloneable " + type.simpleName(), name, name, node -> node.interfaces.add("java/lang/Cloneable")));
        mutants.add(
                Mutant.nearMiss("a method that takes one and gives nothing", name, Weave.idle("(%s)V".formatted(own))));
        return mutants.stream();
    }
}
