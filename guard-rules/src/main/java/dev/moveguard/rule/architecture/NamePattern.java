package dev.moveguard.rule.architecture;

import dev.moveguard.code.MemberPattern;
import java.util.regex.Pattern;

/** A simple name: {@code *Dao}, in which {@code *} stands for any letters, or a regular expression between slashes. */
record NamePattern(String text, Pattern regex) {
    /** @throws java.util.regex.PatternSyntaxException when what stands between slashes is no regular expression */
    static NamePattern of(String text) {
        boolean isRegex = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        return new NamePattern(
                text, isRegex ? Pattern.compile(text.substring(1, text.length() - 1)) : MemberPattern.glob(text));
    }

    boolean matches(String name) {
        return regex.matcher(name).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
