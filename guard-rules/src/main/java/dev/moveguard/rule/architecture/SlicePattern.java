package dev.moveguard.rule.architecture;

import dev.moveguard.config.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sorts packages into slices: types of which the parts in parentheses are the same are in the same slice.
 *
 * <pre>
 * com.acme.(*)..       one slice for each package right below com.acme, with all below it
 * com.acme.(**)        one slice for each package below com.acme
 * ..(*).service.(*)    one slice for each pair of names
 * </pre>
 */
public record SlicePattern(Text text, Pattern regex) {
    private static final Pattern TOKEN = Pattern.compile("\\(\\*\\*\\)|\\(\\*\\)|\\.\\.|\\*|\\.|[^.*()]+");

    /** Reads one; empty for a text that is no such pattern, or has no part in parentheses. */
    static Optional<SlicePattern> of(Text text) {
        String value = text.value().strip();
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(value);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group());
            end = matcher.end();
        }
        if (end != value.length() || tokens.stream().noneMatch(token -> token.startsWith("("))) {
            return Optional.empty();
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            regex.append(regex(tokens.get(i), i == 0, i == tokens.size() - 1));
        }
        return Optional.of(new SlicePattern(text, Pattern.compile(regex.toString())));
    }

    private static String regex(String token, boolean isFirst, boolean isLast) {
        return switch (token) {
            case "(**)" -> isFirst && isLast ? "(.*)" : "(.+)";
            case "(*)" -> "([^.]+)";
            case "*" -> "[^.]*";
            case "." -> "\\.";
            case ".." -> isFirst ? "(?:.*\\.)?" : isLast ? "(?:\\..*)?" : "\\.(?:.*\\.)?";
            default -> Pattern.quote(token);
        };
    }

    /** Returns the slice a package is in. */
    public Optional<String> slice(String packageName) {
        Matcher matcher = regex.matcher(packageName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            parts.add(matcher.group(i));
        }
        return Optional.of(packageName.isEmpty() ? "the unnamed package" : String.join(".", parts));
    }
}
