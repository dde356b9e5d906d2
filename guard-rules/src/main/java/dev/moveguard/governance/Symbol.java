package dev.moveguard.governance;

import dev.moveguard.config.Text;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of code that a document names as evidence: {@code module:a.b.Type#member}.
 *
 * @param module the folder of the module; empty: none is named
 * @param type the qualified name of the type
 * @param member name of a field or method, with parameters or without; empty: the type itself
 */
public record Symbol(Text text, String module, String type, String member) {
    private static final Pattern FORM = Pattern.compile(
            "(?:([\\w./-]+):)?((?:[\\p{L}_$][\\w$]*\\.)+[\\p{L}_$][\\w$]*)(?:#([\\p{L}_$<][\\w$>]*(?:\\([^)]*\\))?))?");

    /** Reads a symbol; nothing when the text is none: it needs a qualified name. */
    public static Optional<Symbol> of(Text text) {
        Matcher form = FORM.matcher(text.value().strip());
        return form.matches()
                ? Optional.of(new Symbol(text, orEmpty(form.group(1)), form.group(2), orEmpty(form.group(3))))
                : Optional.empty();
    }

    private static String orEmpty(String part) {
        return part == null ? "" : part;
    }

    /** The pattern that names it in the code model. */
    public String pattern() {
        return member.isEmpty() ? type : type + "#" + member;
    }

    @Override
    public String toString() {
        return text.value();
    }
}
