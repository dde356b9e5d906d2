package dev.moveguard.maven.engine;

import dev.moveguard.config.Spelling;
import dev.moveguard.maven.contract.Writing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads a parameter that is one of a few words. */
final class Word {
    private Word() {}

    /** Reads the format of a result. */
    static <E extends Enum<E>> E format(Class<E> type, Writing writing) {
        return of(type, writing.properties() + "format", writing.format());
    }

    static <E extends Enum<E>> E of(Class<E> type, String parameter, String text) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw new WrongParameterException("%s: %s is none of %s%s"
                    .formatted(parameter, text, String.join(", ", words), Spelling.hint(word, words)));
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
