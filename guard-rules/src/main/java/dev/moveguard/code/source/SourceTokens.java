package dev.moveguard.code.source;

import dev.moveguard.code.source.SourceText.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.core.compiler.InvalidInputException;
import org.eclipse.jdt.internal.compiler.parser.Scanner;
import org.eclipse.jdt.internal.compiler.parser.TerminalToken;

/** The names in a source, without those in comments and strings, to find where in a statement a variable is meant. */
public final class SourceTokens {
    /** Lines a statement is followed over; longer ones are rare, and the line alone is right as well. */
    private static final int MOST_LINES = 100;

    /** Words that a scanner takes for names and that no type has. */
    private static final Set<String> NO_TYPES = Set.of("this", "yield", "when");

    private static final Set<String> IN_ARGUMENTS = Set.of(",", ".", "?", "extends", "super", "[", "]", "&");

    private record Token(Span span, String text, boolean isName) {}

    private final List<Token> tokens = new ArrayList<>();

    /** Reads the names of a source; behind a broken one there are none. */
    public static SourceTokens of(SourceText text) {
        SourceTokens tokens = new SourceTokens();
        Scanner scanner = new Scanner();
        scanner.setSource(text.characters());
        try {
            TerminalToken next = scanner.getNextToken();
            while (next != TerminalToken.TokenNameEOF) {
                tokens.tokens.add(new Token(
                        text.span(scanner.startPosition, scanner.currentPosition - 1),
                        scanner.getCurrentTokenString(),
                        next == TerminalToken.TokenNameIdentifier || next == TerminalToken.TokenNamethis));
                next = scanner.getNextToken();
            }
        } catch (InvalidInputException e) {
            return tokens; // what stands behind a broken literal is found by its line alone
        }
        return tokens;
    }

    /**
     * Finds a name in the statement that begins on a line.
     *
     * @param count how many of the same name to pass over; where there are fewer, the last one is meant
     * @param lambdas how many lambdas that statement makes, if it is itself the body of a lambda, which may begin before on the
     *     line; else negative
     */
    public Optional<Span> find(String name, int line, int count, int lambdas) {
        int left = count;
        Token found = null;
        for (int i = start(name, line, lambdas); i < tokens.size() && left >= 0; i++) {
            Token token = tokens.get(i);
            boolean isBehind = token.span.line() > line && ";{}".contains(token.text);
            if (isBehind || token.span.line() > line + MOST_LINES) {
                break;
            }
            if (token.isName && isNamed(i, name) && !isAssigned(i) && !isDeclared(i) && !isOfLambda(i)) {
                found = token;
                left--;
            }
        }
        return Optional.ofNullable(found).map(Token::span);
    }

    /** Returns where the body of a lambda begins on a line: behind the first arrow that fits; the begin of the line for other bodies. */
    private int start(String name, int line, int lambdas) {
        int first = first(line);
        for (int i = first;
                lambdas >= 0 && i < tokens.size() && tokens.get(i).span.line() == line;
                i++) {
            if (tokens.get(i).text.equals("->") && isBody(i + 1, name, lambdas)) {
                return i;
            }
        }
        return first;
    }

    /** Whether the body of a lambda begins with a token that has the name in it, and that many lambdas. */
    private boolean isBody(int start, String name, int lambdas) {
        int depth = 0;
        int arrows = 0;
        boolean hasName = false;
        int line = tokens.get(start - 1).span.line();
        for (int i = start; i < tokens.size() && tokens.get(i).span.line() <= line + MOST_LINES; i++) {
            String text = tokens.get(i).text;
            depth += "({[".contains(text) ? 1 : ")}]".contains(text) ? -1 : 0;
            if (depth < 0 || depth == 0 && ",;".contains(text)) {
                break;
            }
            arrows += text.equals("->") ? 1 : 0;
            hasName |= isNamed(i, name);
        }
        return hasName && arrows == lambdas;
    }

    /** Returns where the words of a line stand, without a comment before or behind them; nothing where it has none. */
    public Optional<Span> line(int number) {
        List<Span> words = tokens.subList(first(number), first(number + 1)).stream()
                .map(Token::span)
                .toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Span begin = words.get(0);
        Span end = words.get(words.size() - 1);
        return Optional.of(new Span(number, begin.column(), end.endLine(), end.endColumn()));
    }

    /** Finds the first of a name from a line on, also where it is given a value. */
    public Optional<Span> declaration(String name, int line) {
        for (int i = first(line); i < tokens.size() && tokens.get(i).span.line() <= line + MOST_LINES; i++) {
            if (tokens.get(i).isName && tokens.get(i).text.equals(name)) {
                return Optional.of(tokens.get(i).span);
            }
        }
        return Optional.empty();
    }

    /** Finds a parameter of the lambda whose body begins on a line; of several lambdas there the last that has it. */
    public Optional<Span> lambdaParameter(String name, int line) {
        for (int i = first(line + 1) - 1; i >= 0 && tokens.get(i).span.line() >= line - MOST_LINES; i--) {
            if (tokens.get(i).isName && tokens.get(i).text.equals(name) && isOfLambda(i)) {
                return Optional.of(tokens.get(i).span);
            }
        }
        return Optional.empty();
    }

    /** Whether an arrow follows: at once, or behind the parenthesis that the name stands in. */
    private boolean isOfLambda(int index) {
        int next = index + 1;
        if (next < tokens.size() && tokens.get(next).text.equals(",")) {
            while (next + 1 < tokens.size() && !"(){};->".contains(tokens.get(next).text)) {
                next++;
            }
        }
        boolean isClosed = next + 1 < tokens.size() && tokens.get(next).text.equals(")");
        return next < tokens.size()
                && tokens.get(isClosed ? next + 1 : next).text.equals("->");
    }

    private int first(int line) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (tokens.get(middle).span.line() < line) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether a token is the name; one that begins with {@code new} is that of a type which is made there. */
    private boolean isNamed(int index, String name) {
        String text = tokens.get(index).text;
        if (!name.startsWith("new ")) {
            return text.equals(name);
        }
        int before = index - 1;
        while (before > 0
                && (tokens.get(before).text.equals(".")
                        || tokens.get(before - 1).text.equals("."))) {
            before--; // a qualified name
        }
        return before >= 0 && tokens.get(before).text.equals("new") && name.equals("new " + text);
    }

    /** Whether a type stands before the name: it is that of a new variable. */
    private boolean isDeclared(int index) {
        if (index == 0) {
            return false;
        }
        Token before = tokens.get(index - 1);
        boolean isName = before.isName && !NO_TYPES.contains(before.text);
        return isName
                || before.text.equals("]")
                || before.text.equals("...")
                || before.text.endsWith(">") && closesArguments(index - 1);
    }

    /** Whether type arguments end at an angle bracket, and no comparison stands there. */
    private boolean closesArguments(int index) {
        int depth = 0;
        for (int i = index; i >= 0; i--) {
            String text = tokens.get(i).text;
            if (text.equals("<")) {
                depth--;
            } else if (text.chars().allMatch(letter -> letter == '>')) {
                depth += text.length();
            } else if (!tokens.get(i).isName && !IN_ARGUMENTS.contains(text)) {
                return false;
            }
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name gets a value: the name of a field or variable that is read is another one. */
    private boolean isAssigned(int index) {
        return index + 1 < tokens.size() && tokens.get(index + 1).text.equals("=");
    }
}
