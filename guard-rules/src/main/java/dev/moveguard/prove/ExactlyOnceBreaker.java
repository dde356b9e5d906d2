package dev.moveguard.prove;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.config.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Breaks {@code exactly-once}: a value is completed twice, by two methods of a group, under two names, or never. */
public final class ExactlyOnceBreaker implements Breaker {
    @Override
    public String kind() {
        return "exactly-once";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        CodeType host = Guarded.open(guarded.code().types()).orElse(null);
        String type = guarded.texts("type").stream()
                .flatMap(guarded::names)
                .findFirst()
                .orElse(null);
        if (host == null || type == null) {
            return List.of();
        }
        List<Mutant> mutants = new ArrayList<>();
        for (List<Text> group : guarded.rule().parameters().lists("completes")) {
            List<CodeMethod> methods = group.stream()
                    .flatMap(name -> method(guarded, type, name.value()).stream())
                    .toList();
            mutants.addAll(mutants(guarded, host.name(), type, methods));
        }
        return mutants;
    }

    private static List<Mutant> mutants(Guarded guarded, String host, String type, List<CodeMethod> group) {
        List<Mutant> mutants = new ArrayList<>();
        String takes = "(" + Weave.descriptor(type) + ")V";
        for (CodeMethod first : group) {
            List<AbstractInsnNode> alias =
                    List.of(new VarInsnNode(Opcodes.ALOAD, 0), new VarInsnNode(Opcodes.ASTORE, 1));
            mutants.add(Mutant.of(
                    "%s called twice".formatted(first.name()),
                    host + "#proofTwice",
                    host,
                    Bodies.of(
                            "proofTwice",
                            takes,
                            Bodies.call(guarded, first),
                            Bodies.call(guarded, first),
                            Bodies.end())));
            mutants.add(Mutant.of(
                    "%s called under two names".formatted(first.name()),
                    host + "#proofNames",
                    host,
                    Bodies.of(
                            "proofNames",
                            takes,
                            alias,
                            Bodies.call(guarded, first),
                            renamed(Bodies.call(guarded, first)),
                            Bodies.end())));
            mutants.add(Mutant.nearMiss(
                    "%s called once".formatted(first.name()),
                    host,
                    Bodies.of("proofOnce", takes, Bodies.looked(), Bodies.call(guarded, first), Bodies.end())));
        }
        if (group.size() > 1) {
            mutants.add(Mutant.of(
                    "%s and %s called"
                            .formatted(group.get(0).name(), group.get(1).name()),
                    host + "#proofBoth",
                    host,
                    Bodies.of(
                            "proofBoth",
                            takes,
                            Bodies.call(guarded, group.get(0)),
                            Bodies.call(guarded, group.get(1)),
                            Bodies.end())));
        }
        if (guarded.text("at-most").equals("false")) {
            mutants.add(Mutant.of(
                    "a %s that is never completed".formatted(CodeType.simpleName(type)),
                    host + "#proofDropped",
                    host,
                    Bodies.dropped(host, type)));
        }
        return mutants;
    }

    /** The same calls, on the second variable. */
    private static List<AbstractInsnNode> renamed(List<AbstractInsnNode> call) {
        List<AbstractInsnNode> renamed = new ArrayList<>(call);
        renamed.set(0, new VarInsnNode(Opcodes.ALOAD, 1));
        return renamed;
    }

    private static Optional<CodeMethod> method(Guarded guarded, String name, String method) {
        return Stream.concat(Stream.of(name), guarded.code().supertypes(name).stream())
                .flatMap(found -> guarded.code().known(found).stream())
                .flatMap(type -> type.methods(method))
                .filter(found -> !found.isStatic())
                .findFirst();
    }
}
