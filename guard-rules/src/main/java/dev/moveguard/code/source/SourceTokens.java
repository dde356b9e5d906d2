package dev.moveguard.code.source;

import dev.moveguard.code.source.SourceText.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.compiler.InvalidInputException;
import org.eclipse.jdt.internal.compiler.parser.Scanner;
import org.eclipse.jdt.internal.compiler.parser.TerminalToken;

/** The names in a source, without those in comments and strings, to find where in a statement a variable is meant. */
public final class SourceTokens {
    /** Lines a statement is followed over; longer ones are rare, and the line alone is right as well. */
    private static final int MOST_LINES = 100;

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
     */
    public Optional<Span> find(String name, int line, int count) {
        int left = count;
        Token found = null;
        for (int i = first(line); i < tokens.size() && left >= 0; i++) {
            Token token = tokens.get(i);
            boolean isBehind = token.span.line() > line && ";{}".contains(token.text);
            if (isBehind || token.span.line() > line + MOST_LINES) {
                break;
            }
            if (token.isName && token.text.equals(name) && !isAssigned(i)) {
                found = token;
                left--;
            }
        }
        return Optional.ofNullable(found).map(Token::span);
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

    /** Whether the name gets a value: the name of a field or variable that is read is another one. */
    private boolean isAssigned(int index) {
        return index + 1 < tokens.size() && tokens.get(index + 1).text.equals("=");
    }
}
