package dev.moveguard.prove;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Text;
import dev.moveguard.rule.architecture.ForbidDependencyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Breaks {@code forbid-dependency}: each kind of user is made to use what is forbidden, in the ways that count. */
public final class ForbidDependencyBreaker implements Breaker {
    private static final int MOST_WAYS = 4;

    @Override
    public String kind() {
        return "forbid-dependency";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        ForbidDependencyRule rule = (ForbidDependencyRule) guarded.rule().rule();
        List<Using> ways = Stream.of(Using.values())
                .filter(way -> rule.by().contains(way.how()))
                .limit(MOST_WAYS)
                .toList();
        List<Mutant> mutants = new ArrayList<>();
        for (Text from : guarded.texts("from")) {
            user(guarded, from).ifPresent(user -> add(mutants, guarded, user, ways));
        }
        return mutants;
    }

    private static void add(List<Mutant> mutants, Guarded guarded, CodeType user, List<Using> ways) {
        if (mutants.isEmpty()) {
            mutants.add(Using.LITERAL.mutant(user, user.name()).harmless());
        }
        for (Text to : guarded.texts("to")) {
            if (MemberPattern.isMember(to.value())) {
                member(guarded, user, to).ifPresent(mutants::add);
                continue;
            }
            boolean isFirst = mutants.size() == 1;
            List<Using> tried = isFirst ? ways : ways.subList(0, Math.min(1, ways.size()));
            used(guarded, user, to).ifPresent(name -> tried.forEach(way -> mutants.add(way.mutant(user, name))));
        }
    }

    private static Optional<CodeType> user(Guarded guarded, Text from) {
        List<TypePattern> except =
                guarded.texts("except").stream().map(TypePattern::of).toList();
        return Guarded.open(guarded.types(from).stream()
                .filter(type -> type.outer() == null
                        && except.stream().noneMatch(pattern -> pattern.matches(type, guarded.code())))
                .toList());
    }

    private static Optional<String> used(Guarded guarded, CodeType user, Text to) {
        CodeBase code = guarded.code();
        List<TypePattern> allowed = guarded.exceptions("allow").types();
        Excused excused = Excused.by(guarded);
        return guarded.names(to)
                .filter(name -> name.indexOf('$') < 0 && !name.equals(user.name()))
                .filter(name -> allowed.stream()
                        .noneMatch(pattern -> code.known(name)
                                .map(type -> pattern.matches(type, code))
                                .orElseGet(() -> pattern.isNamed(name))))
                .filter(name -> !excused.covers(user, name))
                .findFirst();
    }

    /** Calls a forbidden method with nothing in its arguments. */
    private static Optional<Mutant> member(Guarded guarded, CodeType user, Text to) {
        MemberPattern pattern = MemberPattern.of(to);
        String owner = to.value().substring(0, to.value().indexOf('#'));
        return guarded.names(new Text(owner, to.at()))
                .flatMap(name -> guarded.code().known(name).stream())
                .flatMap(type -> type.methods().stream()
                        .filter(method -> !method.isAbstract() || type.kind() == CodeType.Kind.INTERFACE)
                        .filter(method -> pattern.matches(type, method, guarded.code()))
                        .map(method -> call(user, type, method)))
                .findFirst();
    }

    private static Mutant call(CodeType user, CodeType type, CodeMethod method) {
        List<AbstractInsnNode> body = new ArrayList<>();
        String owner = Weave.internal(type.name());
        if (method.isConstructor()) {
            body.add(new TypeInsnNode(Opcodes.NEW, owner));
        } else if (!method.isStatic()) {
            body.add(new InsnNode(Opcodes.ACONST_NULL));
            body.add(new TypeInsnNode(Opcodes.CHECKCAST, owner));
        }
        for (Type argument : Type.getArgumentTypes(method.descriptor())) {
            body.add(new InsnNode(nothing(argument)));
        }
        boolean isInterface = type.kind() == CodeType.Kind.INTERFACE;
        int opcode = method.isConstructor()
                ? Opcodes.INVOKESPECIAL
                : method.isStatic()
                        ? Opcodes.INVOKESTATIC
                        : isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        body.add(new MethodInsnNode(opcode, owner, method.name(), method.descriptor(), isInterface));
        switch (Type.getReturnType(method.descriptor()).getSize()) {
            case 1 -> body.add(new InsnNode(Opcodes.POP));
            case 2 -> body.add(new InsnNode(Opcodes.POP2));
            default -> {}
        }
        body.add(new InsnNode(Opcodes.RETURN));
        return Mutant.of(
                "a call of %s in %s".formatted(method.shown(), user.simpleName()),
                user.name() + "#proofUse",
                user.name(),
                Weave.staticMethod("proofUse", "()V", body.toArray(AbstractInsnNode[]::new)));
    }

    private static int nothing(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> Opcodes.LCONST_0;
            case Type.DOUBLE -> Opcodes.DCONST_0;
            case Type.FLOAT -> Opcodes.FCONST_0;
            case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
            default -> Opcodes.ICONST_0;
        };
    }
}
