package dev.moveguard.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * What a command takes. Each method adds an option or a parameter, with what the help says of it, and returns what tells its value
 * once the command line has been read.
 */
final class Arguments {
    private final Consumer<ArgSpec> to;

    Arguments(Consumer<ArgSpec> to) {
        this.to = to;
    }

    /** Adds an option without a value. */
    BooleanSupplier flag(String name, String says) {
        ArgSpec flag =
                OptionSpec.builder(name).type(boolean.class).description(says).build();
        to.accept(flag);
        return () -> Boolean.TRUE.equals(flag.getValue());
    }

    /** Adds an option that takes a word for a constant. */
    <E extends Enum<E>> Supplier<E> choice(String name, String label, E otherwise, String says) {
        Class<E> type = otherwise.getDeclaringClass();
        Supplier<Optional<E>> chosen = one(option(name, label, says)
                .type(type)
                .completionCandidates(() -> words(type))
                .converters(text -> constant(type, text))
                .build());
        return () -> chosen.get().orElse(otherwise);
    }

    /** Adds an option that takes a value. */
    <T> Supplier<Optional<T>> option(String name, String label, Class<T> type, String says) {
        return one(option(name, label, says).type(type).build());
    }

    /** Adds an option that can be given again. */
    Supplier<List<String>> options(String name, String label, String says) {
        return many(option(name, label, says).type(List.class).build());
    }

    /** Adds an option that takes values with commas between. */
    Supplier<List<String>> commaOption(String name, String label, String says) {
        return many(option(name, label, says).type(List.class).splitRegex(",").build());
    }

    /** Adds a parameter that must be there. */
    Supplier<String> parameter(String label, String says) {
        Supplier<Optional<String>> parameter =
                one(parameter(label, "1", says).required(true).build());
        return () -> parameter.get().orElseThrow();
    }

    /** Adds a parameter that may be left out. */
    <T> Supplier<Optional<T>> parameter(String label, Class<T> type, String says) {
        return one(parameter(label, "0..1", says).type(type).build());
    }

    /** Adds parameters of any number. */
    Supplier<List<Path>> paths(String label, String says) {
        return many(parameter(label, "0..*", says)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .build());
    }

    private static OptionSpec.Builder option(String name, String label, String says) {
        return OptionSpec.builder(name).paramLabel(label).description(says);
    }

    private static PositionalParamSpec.Builder parameter(String label, String arity, String says) {
        return PositionalParamSpec.builder().paramLabel(label).arity(arity).description(says);
    }

    private <T> Supplier<Optional<T>> one(ArgSpec argument) {
        to.accept(argument);
        return () -> Optional.ofNullable(argument.<T>getValue());
    }

    private <T> Supplier<List<T>> many(ArgSpec argument) {
        Supplier<Optional<List<T>>> values = one(argument);
        return () -> values.get().orElse(List.of());
    }

    /** Returns the words an argument takes; empty: anything. */
    static List<String> words(ArgSpec argument) {
        Iterable<String> words = argument.completionCandidates();
        return words == null
                ? List.of()
                : StreamSupport.stream(words.spliterator(), false).toList();
    }

    private static Iterator<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Arguments::word).iterator();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong with a word, {@link UsageMessage} says. */
    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> word(one).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(text));
    }
}
