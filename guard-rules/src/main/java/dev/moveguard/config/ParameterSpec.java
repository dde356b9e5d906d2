package dev.moveguard.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * One parameter of a rule kind: what it is called, what it takes, and one sentence for the help.
 *
 * @param fallback the value, as text, when the key is absent; meaningless when required
 * @param choices the words a {@link Type#CHOICE} or {@link Type#CHOICES} takes; empty for every other type
 */
public record ParameterSpec(
        String name, Type type, boolean required, List<String> fallback, List<String> choices, String says) {
    /** What a value of the parameter is, and therefore how the two-sided check treats it. */
    public enum Type {
        /** A type pattern the rule speaks about: matching nothing makes the rule vacuous. */
        SUBJECT,
        /** A list of such patterns, each counted on its own. */
        SUBJECTS,
        /** A list of type patterns that must name something that exists. */
        TARGETS,
        /** A list of types or members the rule lets pass; each must name something that exists. */
        EXCEPTIONS,
        /** A list of members, {@code Type#name}; each must name something that exists. */
        MEMBERS,
        /** A list of lists of names. */
        LISTS,
        /** The name of a member of the subject. */
        MEMBER,
        /** Patterns of names that are denied; they need no match. */
        NAMES,
        /** One of a few words. */
        CHOICE,
        /** A list of some of a few words. */
        CHOICES,
        /** A mapping of names to lists, in the order of the file. */
        GROUPS,
        /** A whole number from 0. */
        NUMBER,
        FLAG;

        /** Whether it takes any number of values. */
        public boolean isList() {
            return this == SUBJECTS
                    || this == TARGETS
                    || this == EXCEPTIONS
                    || this == NAMES
                    || this == CHOICES
                    || this == MEMBERS
                    || this == LISTS;
        }
    }

    public ParameterSpec {
        fallback = List.copyOf(fallback);
        choices = List.copyOf(choices);
    }

    public static ParameterSpec required(String name, Type type, String says) {
        return new ParameterSpec(name, type, true, List.of(), List.of(), says);
    }

    public static ParameterSpec optional(String name, Type type, String says, String... fallback) {
        return new ParameterSpec(name, type, false, List.of(fallback), List.of(), says);
    }

    public static ParameterSpec choice(String name, String says, String fallback, String... others) {
        List<String> choices =
                Stream.concat(Stream.of(fallback), Stream.of(others)).toList();
        return new ParameterSpec(name, Type.CHOICE, false, List.of(fallback), choices, says);
    }

    /** A list of some of the words; all of them when the key is absent. */
    public static ParameterSpec choices(String name, String says, List<String> all) {
        return new ParameterSpec(name, Type.CHOICES, false, List.of(), all, says);
    }

    /** Whether an empty list says something else than leaving the key out, and nothing that anyone can want. */
    public boolean needsValues() {
        return required || !fallback.isEmpty() || type == Type.CHOICES;
    }
}
