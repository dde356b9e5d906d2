package dev.moveguard.testpath;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag expression of the JUnit Platform: {@code !slow & (db | net)}.
 *
 * <p>{@code !} binds tighter than {@code &}, that tighter than {@code |}; {@code any()} and {@code none()} ask whether there
 * is a tag at all.
 */
final class TagExpression {
    private static final Pattern TOKEN = Pattern.compile("\\s*(any\\(\\)|none\\(\\)|[!&|()]|[^\\s!&|(),]+)");

    private final Matcher tokens;
    private int at;

    private TagExpression(String text) {
        this.tokens = TOKEN.matcher(text);
    }

    /** Parses an expression; nothing when it is none. */
    static Optional<Predicate<Set<String>>> parse(String text) {
        TagExpression expression = new TagExpression(text.strip());
        try {
            Predicate<Set<String>> parsed = expression.either();
            return expression.at == text.strip().length() ? Optional.of(parsed) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Predicate<Set<String>> either() {
        Predicate<Set<String>> left = both();
        while (takes("|")) {
            left = left.or(both());
        }
        return left;
    }

    private Predicate<Set<String>> both() {
        Predicate<Set<String>> left = operand();
        while (takes("&")) {
            left = left.and(operand());
        }
        return left;
    }

    private Predicate<Set<String>> operand() {
        if (takes("!")) {
            return operand().negate();
        }
        if (takes("(")) {
            Predicate<Set<String>> inner = either();
            if (!takes(")")) {
                throw new IllegalArgumentException("no closing bracket");
            }
            return inner;
        }
        String name = peek();
        if (name.isEmpty() || name.matches("[&|)]")) {
            throw new IllegalArgumentException("no tag");
        }
        at = tokens.end();
        return switch (name) {
            case "any()" -> tags -> !tags.isEmpty();
            case "none()" -> Set::isEmpty;
            default -> tags -> tags.contains(name);
        };
    }

    private boolean takes(String token) {
        boolean isNext = peek().equals(token);
        at = isNext ? tokens.end() : at;
        return isNext;
    }

    private String peek() {
        return tokens.region(at, tokens.regionEnd()).lookingAt() ? tokens.group(1) : "";
    }
}
