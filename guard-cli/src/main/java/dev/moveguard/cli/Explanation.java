package dev.moveguard.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How an explanation is written. */
enum Explanation {
    TEXT,
    AGENTS_MD;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the word used on the command line. */
    static final class Converter implements ITypeConverter<Explanation> {
        Converter() {}

        @Override
        public Explanation convert(String text) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("expected one of %s, but was '%s'".formatted(words(), text)));
        }

        private static String words() {
            return Arrays.stream(values()).map(Explanation::word).collect(Collectors.joining(", "));
        }
    }
}
