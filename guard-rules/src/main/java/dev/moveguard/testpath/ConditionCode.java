package dev.moveguard.testpath;

import dev.moveguard.code.bytecode.CallingClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the instructions of a condition of ArchUnit, and of what it calls, which events it can ever report. Where its
 * events go out of sight, it may report any.
 */
final class ConditionCode {
    private static final String ARCHUNIT = "com/tngtech/archunit/";
    private static final String EVENT = ARCHUNIT + "lang/SimpleConditionEvent";
    private static final String EVENTS = ARCHUNIT + "lang/ConditionEvent"; // and ConditionEvents
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
                            known.methods()
                                    .forEach(method -> add(new Member(type, method.name(), method.descriptor())));
                            addAll(String.valueOf(known.parent()));
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

    private Optional<CallingClass> node(String type) {
        try (InputStream in = classes.getResourceAsStream(type + ".class")) {
            return in == null ? Optional.empty() : Optional.of(CallingClass.read(in.readAllBytes()));
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
            Optional<CallingClass> node = node(type);
            Optional<CallingClass.Method> method = node.stream()
                    .flatMap(known -> known.methods().stream())
                    .filter(one -> one.name().equals(member.name())
                            && one.descriptor().equals(member.descriptor())
                            && one.hasBody())
                    .findFirst();
            if (method.isPresent()) {
                read(node.orElseThrow(), method.get());
                return;
            }
            if (node.isEmpty()) {
                break;
            }
            type = String.valueOf(node.get().parent());
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

    private void read(CallingClass owner, CallingClass.Method method) {
        if (method.casts().stream().anyMatch(type -> type.startsWith(EVENTS))) {
            any(); // it was made elsewhere
        }
        method.calls().forEach(call -> follow(owner, call));
    }

    private void follow(CallingClass owner, CallingClass.Call to) {
        boolean isConstructor = to.name().equals("<init>");
        if (to.owner().equals(EVENT) && (isConstructor || to.descriptor().endsWith("L" + EVENTS + ";"))) {
            Optional<Boolean> isSatisfied = isConstructor
                    ? to.flag()
                    : Optional.of(to.name().equals("satisfied"))
                            .filter(is -> !to.name().equals("invert"));
            hasViolations |= !isSatisfied.orElse(false);
            hasSatisfactions |= isSatisfied.orElse(true);
            first = first == null ? at(owner, to.line()) : first;
        } else if (isLibrary(to.owner())) {
            boolean isAdded = to.owner().startsWith(EVENTS) && to.name().equals("add");
            if (!isAdded && isHandedOn(to)) {
                any();
            }
        } else if (!isConstructor) {
            add(new Member(to.owner(), to.name(), to.descriptor()));
        } else if (isEvent(to.owner())) {
            any();
        } else {
            addAll(to.owner());
        }
    }

    /** Whether a library is given the events; a function of two arguments may be, without telling. */
    private static boolean isHandedOn(CallingClass.Call to) {
        return to.descriptor().contains(EVENTS)
                || to.owner().startsWith("java/util/function/Bi")
                || to.owner().startsWith("kotlin/jvm/functions/");
    }

    private boolean isEvent(String type) {
        return node(type)
                .map(node -> node.interfaces().stream().anyMatch(name -> name.startsWith(EVENTS)))
                .orElse(false);
    }

    private static At at(CallingClass owner, int line) {
        int slash = owner.name().lastIndexOf('/');
        return new At(owner.name().substring(0, slash + 1) + owner.sourceFile(), line);
    }
}
