package dev.moveguard.prove;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MemberPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Breaks {@code move-only}: a value is used after it went into a list, a field or a consuming method; given out where it is only lent; dropped. */
public final class MoveOnlyBreaker implements Breaker {
    @Override
    public String kind() {
        return "move-only";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        CodeType host = Guarded.open(guarded.code().types()).orElse(null);
        return host == null
                ? List.of()
                : guarded.texts("types").stream()
                        .flatMap(text -> guarded.names(text).limit(1))
                        .flatMap(type -> mutants(guarded, host.name(), type))
                        .toList();
    }

    private static Stream<Mutant> mutants(Guarded guarded, String host, String type) {
        String shown = CodeType.simpleName(type);
        String takes = "(" + Weave.descriptor(type) + ")V";
        List<Mutant> mutants = new ArrayList<>(List.of(
                Mutant.of(
                        "a %s used after a list took it".formatted(shown),
                        host + "#proofLater",
                        host,
                        Bodies.of("proofLater", takes, Bodies.addedToList(), Bodies.looked(), Bodies.end())),
                Mutant.of("a %s stored in two places".formatted(shown), host + "#proofTwoOwners", host, node -> {
                    for (String field : List.of("proofFirst", "proofSecond")) {
                        node.fields.add(new FieldNode(
                                Opcodes.ACC_STATIC | Opcodes.ACC_PUBLIC, field, Weave.descriptor(type), null, null));
                    }
                    Bodies.of("proofTwoOwners", takes, stored(node, type), Bodies.end())
                            .accept(node);
                }),
                Mutant.of(
                        "a %s given out of a list that keeps it".formatted(shown),
                        host + "#proofElement",
                        host,
                        Weave.staticMethod(
                                "proofElement",
                                "(Ljava/util/List;)" + Weave.descriptor(type),
                                new VarInsnNode(Opcodes.ALOAD, 0),
                                new InsnNode(Opcodes.ICONST_0),
                                Bodies.get(),
                                new TypeInsnNode(Opcodes.CHECKCAST, Weave.internal(type)),
                                new InsnNode(Opcodes.ARETURN))),
                Mutant.nearMiss(
                        "a %s looked at, and then given to a list".formatted(shown),
                        host,
                        Bodies.of("proofOnce", takes, Bodies.looked(), Bodies.addedToList(), Bodies.end()))));
        consuming(guarded, type)
                .ifPresent(method -> mutants.add(Mutant.of(
                        "%s called twice on a %s".formatted(method.name(), shown),
                        host + "#proofAgain",
                        host,
                        Bodies.of(
                                "proofAgain",
                                takes,
                                Bodies.call(guarded, method),
                                Bodies.call(guarded, method),
                                Bodies.end()))));
        if (guarded.text("must-consume").equals("true")) {
            mutants.add(Mutant.of(
                    "a %s that is dropped".formatted(shown), host + "#proofDropped", host, Bodies.dropped(host, type)));
        }
        return mutants.stream();
    }

    private static List<AbstractInsnNode> stored(ClassNode host, String type) {
        List<AbstractInsnNode> body = new ArrayList<>();
        for (String field : List.of("proofFirst", "proofSecond")) {
            body.add(new VarInsnNode(Opcodes.ALOAD, 0));
            body.add(new FieldInsnNode(Opcodes.PUTSTATIC, host.name, field, Weave.descriptor(type)));
        }
        return body;
    }

    private static Optional<CodeMethod> consuming(Guarded guarded, String name) {
        return guarded.code().known(name).stream()
                .flatMap(type -> type.methods().stream().filter(method -> isConsuming(guarded, type, method)))
                .filter(method -> !method.isStatic() && !method.isConstructor())
                .findFirst();
    }

    private static boolean isConsuming(Guarded guarded, CodeType type, CodeMethod method) {
        return guarded.texts("consumes").stream()
                .anyMatch(text -> MemberPattern.isMember(text.value())
                        ? MemberPattern.of(text).matches(type, method, guarded.code())
                        : method.name().equals(text.value()));
    }
}
