package dev.moveguard.testpath;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Reads from the instructions of a condition of ArchUnit, and of what it calls, which events it can ever report. Where its
 * events go out of sight, it may report any.
 */
final class ConditionCode {
    private static final String ARCHUNIT = "com/tngtech/archunit/";
    private static final String EVENT = ARCHUNIT + "lang/SimpleConditionEvent";
    private static final String EVENTS = ARCHUNIT + "lang/ConditionEvent"; // and ConditionEvents
    private static final String MAKES = "(Ljava/lang/Object;ZLjava/lang/String;)V";
    private static final int MOST_METHODS = 2000;

    /**
     * What a condition can report.
     *
     * @param at where it does so first: the source file, by its path in a folder of sources, and the line
     */
    record Reported(boolean violations, boolean satisfactions, Optional<At> at) {}

    /** A line of a source file. */
    record At(String path, int line) {}

    private record Member(String owner, String name, String descriptor) {}

    private final ClassLoader classes;
    private final Set<Member> seen = new HashSet<>();
    private final Deque<Member> open = new ArrayDeque<>();
    private boolean hasViolations;
    private boolean hasSatisfactions;
    private @Nullable At first;

    /** @param classes where class files are found, as resources */
    ConditionCode(ClassLoader classes) {
        this.classes = classes;
    }

    /** Reads a condition, given by the name of its class. */
    Reported of(String condition) {
        addAll(condition.replace('.', '/'));
        while (!open.isEmpty() && seen.size() < MOST_METHODS) {
            read(open.remove());
        }
        if (!open.isEmpty()) {
            any();
        }
        return new Reported(hasViolations, hasSatisfactions, Optional.ofNullable(first));
    }

    private void any() {
        hasViolations = true;
        hasSatisfactions = true;
    }

    /** Adds all methods of a class and of what it extends: any of them may be called on an object of it. */
    private void addAll(String type) {
        if (isLibrary(type)) {
            return;
        }
        node(type)
                .ifPresentOrElse(
                        known -> {
                            known.methods.forEach(method -> add(new Member(type, method.name, method.desc)));
                            addAll(known.superName);
                        },
                        this::any);
    }

    private void add(Member member) {
        if (seen.add(member)) {
            open.add(member);
        }
    }

    private static boolean isLibrary(String type) {
        return Stream.of("java/", "javax/", "jdk/", "kotlin/", "scala/", "groovy/")
                        .anyMatch(type::startsWith)
                || Stream.of("base/", "core/", "lang/", "library/").anyMatch(part -> type.startsWith(ARCHUNIT + part));
    }

    private Optional<ClassNode> node(String type) {
        try (InputStream in = classes.getResourceAsStream(type + ".class")) {
            if (in == null) {
                return Optional.empty();
            }
            ClassNode node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_FRAMES);
            return Optional.of(node);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // of a Java that the reader does not know yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the method a call comes to; one that has no body, or is not at hand, may do anything with what it is given. */
    private void read(Member member) {
        String type = member.owner();
        while (!isLibrary(type)) {
            Optional<ClassNode> node = node(type);
            Optional<MethodNode> method = node.stream()
                    .flatMap(known -> known.methods.stream())
                    .filter(one -> one.name.equals(member.name()) && one.desc.equals(member.descriptor()))
                    .findFirst();
            if (method.isPresent() && method.get().instructions.size() > 0) {
                read(node.get(), method.get());
                return;
            }
            if (node.isEmpty() || node.get().superName == null) {
                break;
            }
            type = node.get().superName;
        }
        if (member.descriptor().contains(EVENTS) && !isOverridden(member)) {
            any();
        }
    }

    private boolean isOverridden(Member member) {
        return seen.stream()
                .anyMatch(other -> !other.owner().equals(member.owner())
                        && other.name().equals(member.name())
                        && other.descriptor().equals(member.descriptor()));
    }

    private void read(ClassNode owner, MethodNode method) {
        int line = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            } else if (instruction instanceof MethodInsnNode call) {
                call(owner, method, call, new Member(call.owner, call.name, call.desc), line);
            } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                for (Object argument : dynamic.bsmArgs) {
                    if (argument instanceof Handle handle) {
                        Member member = new Member(handle.getOwner(), handle.getName(), handle.getDesc());
                        call(owner, method, dynamic, member, line);
                    }
                }
            } else if (instruction instanceof TypeInsnNode cast
                    && cast.getOpcode() == Opcodes.CHECKCAST
                    && cast.desc.startsWith(EVENTS)) {
                any(); // it was made elsewhere
            }
        }
    }

    private void call(ClassNode owner, MethodNode method, AbstractInsnNode call, Member to, int line) {
        boolean isConstructor = to.name().equals("<init>");
        if (to.owner().equals(EVENT) && (isConstructor || to.descriptor().endsWith("L" + EVENTS + ";"))) {
            Optional<Boolean> isSatisfied = isConstructor
                    ? constant(owner, method, call)
                    : to.name().equals("invert")
                            ? Optional.empty()
                            : Optional.of(to.name().equals("satisfied"));
            hasViolations |= !isSatisfied.orElse(false);
            hasSatisfactions |= isSatisfied.orElse(true);
            first = first == null ? at(owner, line) : first;
        } else if (isLibrary(to.owner())) {
            boolean isAdded = to.owner().startsWith(EVENTS) && to.name().equals("add");
            if (!isAdded && isHandedOn(to)) {
                any();
            }
        } else if (!isConstructor) {
            add(to);
        } else if (isEvent(to.owner())) {
            any();
        } else {
            addAll(to.owner());
        }
    }

    /** Whether a library is given the events; a function of two arguments may be, without telling. */
    private static boolean isHandedOn(Member to) {
        return to.descriptor().contains(EVENTS)
                || to.owner().startsWith("java/util/function/Bi")
                || to.owner().startsWith("kotlin/jvm/functions/");
    }

    private boolean isEvent(String type) {
        return node(type)
                .map(node -> node.interfaces.stream().anyMatch(name -> name.startsWith(EVENTS)))
                .orElse(false);
    }

    private static At at(ClassNode owner, int line) {
        int slash = owner.name.lastIndexOf('/');
        return new At(owner.name.substring(0, slash + 1) + owner.sourceFile, line);
    }

    /** Tells whether an event is made with a constant: {@code new SimpleConditionEvent(object, false, message)}. */
    private static Optional<Boolean> constant(ClassNode owner, MethodNode method, AbstractInsnNode call) {
        try {
            Frame<SourceValue>[] frames = new Analyzer<>(new SourceInterpreter()).analyze(owner.name, method);
            Frame<SourceValue> frame = frames[method.instructions.indexOf(call)];
            if (frame == null
                    || call.getOpcode() != Opcodes.INVOKESPECIAL
                    || !((MethodInsnNode) call).desc.equals(MAKES)) {
                return Optional.empty();
            }
            List<Integer> made = frame.getStack(frame.getStackSize() - 2).insns.stream()
                    .map(AbstractInsnNode::getOpcode)
                    .distinct()
                    .toList();
            return made.equals(List.of(Opcodes.ICONST_0))
                    ? Optional.of(false)
                    : made.equals(List.of(Opcodes.ICONST_1)) ? Optional.of(true) : Optional.empty();
        } catch (AnalyzerException e) {
            throw new IllegalStateException(e); // the class was loaded and run
        }
    }
}
