package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import dev.moveguard.config.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Breaks {@code never-stores}: every holder is made to keep each of the types, plainly, inside something, and behind Object. */
public final class NeverStoresBreaker implements Breaker {
    private static final String KEPT = "proofKept";

    @Override
    public String kind() {
        return "never-stores";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        List<CodeType> holders = guarded.texts("holders").stream()
                .flatMap(pattern -> holder(guarded, pattern).stream())
                .distinct()
                .toList();
        List<String> kept = guarded.texts("types").stream()
                .flatMap(pattern -> guarded.names(pattern).limit(1))
                .distinct()
                .toList();
        if (holders.isEmpty() || kept.isEmpty()) {
            return List.of();
        }
        List<Mutant> mutants = new ArrayList<>();
        CodeType first = Guarded.open(holders).orElseThrow();
        holders.forEach(holder -> mutants.add(plain(holder, kept.get(0))));
        kept.stream().skip(1).forEach(type -> mutants.add(plain(first, type)));
        others(first, kept.get(0)).forEach(mutants::add);
        return mutants;
    }

    private static Optional<CodeType> holder(Guarded guarded, Text pattern) {
        return Guarded.open(guarded.types(pattern).stream()
                .filter(type -> !guarded.exceptions("allow").include(type, guarded.code()))
                .toList());
    }

    private static Mutant plain(CodeType holder, String kept) {
        return Mutant.of(
                "a field of %s that keeps %s".formatted(holder.simpleName(), shown(kept)),
                holder.name() + "#" + KEPT,
                holder.name(),
                Weave.field(KEPT, Weave.descriptor(kept), null));
    }

    private static Stream<Mutant> others(CodeType holder, String kept) {
        String type = holder.name();
        String place = type + "#" + KEPT;
        String descriptor = Weave.descriptor(kept);
        String shown = holder.simpleName();
        Mutant list = Mutant.of(
                "a list in " + shown,
                place,
                type,
                Weave.field(KEPT, "Ljava/util/List;", "Ljava/util/List<%s>;".formatted(descriptor)));
        Mutant array = Mutant.of("an array in " + shown, place, type, Weave.field(KEPT, "[" + descriptor, null));
        Mutant nearMiss = Mutant.nearMiss(
                "a method of %s that takes one and keeps nothing".formatted(shown),
                type,
                Weave.idle("(%s)V".formatted(descriptor)));
        return holder.kind() == CodeType.Kind.INTERFACE
                ? Stream.of(list, array, nearMiss)
                : Stream.of(list, array, erased(holder, descriptor), nearMiss);
    }

    private static Mutant erased(CodeType holder, String descriptor) {
        String owner = Weave.internal(holder.name());
        return Mutant.of(
                "an Object in %s that is given one".formatted(holder.simpleName()),
                holder.name() + "#proofKeep",
                holder.name(),
                Weave.field(KEPT, "Ljava/lang/Object;", null)
                        .andThen(Weave.method(
                                Opcodes.ACC_PUBLIC,
                                "proofKeep",
                                "(%s)V".formatted(descriptor),
                                new VarInsnNode(Opcodes.ALOAD, 0),
                                new VarInsnNode(Opcodes.ALOAD, 1),
                                new FieldInsnNode(Opcodes.PUTFIELD, owner, KEPT, "Ljava/lang/Object;"),
                                new InsnNode(Opcodes.RETURN))));
    }

    private static String shown(String name) {
        return CodeType.withArticle(CodeType.simpleName(name));
    }
}
