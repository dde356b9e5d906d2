package dev.moveguard.flow;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.bytecode.CompilerProblem;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Site;
import dev.moveguard.rule.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Goes through the bodies that can touch a guarded value; a body that cannot be followed is a gap in what the rule can say. */
final class BodyChecks {
    /** Follows one body. */
    interface BodyCheck {
        void check(Body body, Ownership ownership, Diagnosis diagnosis) throws AnalyzerException;
    }

    private final Facts facts;
    private final Targets targets;
    private final Terms terms;
    private final Contracts contracts;
    private final ClassNodes classes;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<List<Object>> told = new HashSet<>();

    BodyChecks(Facts facts, Targets targets, Terms terms) {
        this.facts = facts;
        this.targets = targets;
        this.terms = terms;
        this.classes = new ClassNodes(facts.code());
        this.contracts = new Contracts(facts.code(), guarded(targets, terms), terms, classes);
    }

    private Guarded guarded(Targets targets, Terms terms) {
        return new Guarded(targets, new Targets(terms.calls().except(), facts.code()));
    }

    Contracts contracts() {
        return contracts;
    }

    /** Notes first which methods call which, for a check that wants to know whether a method is called. */
    BodyChecks noting() {
        for (CodeType type : types()) {
            ClassNode node = node(type);
            if (node != null) {
                classes.noteCalls(node);
            }
        }
        return this;
    }

    List<Finding> run(BodyCheck check) {
        types().forEach(type -> check(type, check));
        return findings;
    }

    private List<CodeType> types() {
        Set<CodeType> types = new LinkedHashSet<>(facts.code().mentioning(targets.names()));
        types.addAll(uncertain());
        return List.copyOf(types);
    }

    /**
     * Returns sources that name the owner of a member the rule speaks of, or a neighbour of a guarded type: where a body of one could not be
     * compiled, a call may give it a guarded value that nothing names.
     */
    private List<CodeType> uncertain() {
        if (facts.code().types().stream().allMatch(type -> type.origin().source() == null)) {
            return List.of();
        }
        Set<String> names = new HashSet<>(targets.neighbours());
        terms.owners().forEach(owner -> names.addAll(owner.spellings()));
        return facts.code().mentioning(names).stream()
                .filter(type -> type.origin().source() != null)
                .toList();
    }

    private @Nullable ClassNode node(CodeType type) {
        try {
            return classes.read(type);
        } catch (UnreadableException e) {
            facts.gap(facts.shown(type), e.reason());
            return null;
        }
    }

    private void check(CodeType type, BodyCheck check) {
        ClassNode node = node(type);
        if (node == null) {
            return;
        }
        Map<String, Captures> captures = captures(node);
        Set<String> holders = contracts.guarded().holders(node);
        for (MethodNode method : node.methods) {
            boolean hasBody = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            boolean isOfCompiler =
                    (method.access & Opcodes.ACC_BRIDGE) != 0 || ClassNodes.isImplicitAccessor(node, method);
            if (hasBody && !isOfCompiler && mayTouch(type, method, holders)) {
                type.methods(method.name)
                        .filter(found -> found.descriptor().equals(method.desc))
                        .findFirst()
                        .ifPresent(found -> check(
                                type,
                                found,
                                method,
                                captures.getOrDefault(method.name + method.desc, Captures.NONE),
                                check));
            }
        }
    }

    private boolean mayTouch(CodeType type, MethodNode method, Set<String> holders) {
        return contracts.guarded().isTouchedBy(type.name(), method)
                || contracts.guarded().isHeldBy(method, holders)
                || obstacle(type, method).isPresent();
    }

    private static Optional<String> obstacle(CodeType type, MethodNode method) {
        return type.origin().source() == null ? Optional.empty() : CompilerProblem.in(method);
    }

    /** Adds a finding, unless another constructor has it too: each has the initialisers of its class. */
    private void add(Finding finding) {
        boolean isTold = finding.at() instanceof Site.InBody at
                && at.method().isConstructor()
                && !told.add(List.of(
                        finding.kind(), at.type().name(), at.line(), String.valueOf(at.token()), finding.message()));
        if (!isTold) {
            findings.add(finding);
        }
    }

    private void check(CodeType type, CodeMethod method, MethodNode node, Captures captures, BodyCheck check) {
        Body body = new Body(type, method, node, captures);
        facts.count(method.owner() + "#" + method.name() + method.descriptor());
        String obstacle = obstacle(type, node).orElse(null);
        Diagnosis diagnosis = new Diagnosis(body, new Thrown(body, contracts));
        try {
            if (obstacle == null) {
                check.check(body, new Ownership(body, contracts), diagnosis);
                diagnosis.findings().forEach(this::add);
            }
        } catch (Flow.UnfollowableException e) {
            obstacle = String.valueOf(e.getMessage());
        } catch (AnalyzerException e) {
            obstacle = FlowState.UNFIT;
        }
        if (obstacle != null) {
            facts.gap(facts.shown(body.type()), "%s cannot be analysed: %s".formatted(method.shown(), obstacle));
        }
    }

    /** Returns what each body of a lambda captures. A lambda in a lambda passes on the names that the outer one has. */
    private Map<String, Captures> captures(ClassNode node) {
        Map<String, Captures> captures = new HashMap<>();
        int before;
        do {
            before = captures.size();
            for (MethodNode method : node.methods) {
                Variables variables =
                        new Variables(method, captures.getOrDefault(method.name + method.desc, Captures.NONE));
                for (AbstractInsnNode instruction : method.instructions) {
                    if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                        addCaptures(node, variables, dynamic, captures);
                    }
                }
            }
        } while (captures.size() > before);
        return captures;
    }

    private void addCaptures(
            ClassNode node, Variables variables, InvokeDynamicInsnNode dynamic, Map<String, Captures> captures) {
        Handle target = Lambdas.target(dynamic);
        if (target != null && target.getOwner().equals(node.name) && Lambdas.isBody(target)) {
            String type = Type.getReturnType(dynamic.desc).getClassName();
            List<String> names = variables.namesLoadedBefore(dynamic);
            int shift = target.getTag() == Opcodes.H_INVOKESTATIC ? 0 : 1;
            captures.put(
                    target.getName() + target.getDesc(),
                    new Captures(names.subList(Math.min(shift, names.size()), names.size()), contracts.runsOnce(type)));
        }
    }
}
