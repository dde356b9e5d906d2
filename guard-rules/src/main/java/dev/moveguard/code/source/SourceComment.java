package dev.moveguard.code.source;

import dev.moveguard.code.source.SourceText.Span;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.core.compiler.InvalidInputException;
import org.eclipse.jdt.internal.compiler.parser.Scanner;
import org.eclipse.jdt.internal.compiler.parser.TerminalToken;

/** A comment in a source, with the signs it begins and ends with. */
public record SourceComment(Span at, String text) {
    /** Finds the comments of a source; what looks like one in a string or a text block is none. */
    public static List<SourceComment> in(SourceText source) {
        List<SourceComment> comments = new ArrayList<>();
        Scanner scanner = new Scanner();
        scanner.tokenizeComments = true;
        scanner.setSource(source.characters());
        int end = source.text().length();
        boolean isAtEnd = false;
        while (!isAtEnd) {
            int from = scanner.currentPosition;
            try {
                TerminalToken token = scanner.getNextToken();
                isAtEnd = token == TerminalToken.TokenNameEOF;
                if (isComment(token)) {
                    comments.add(comment(source, scanner.startPosition, scanner.currentPosition));
                }
            } catch (InvalidInputException e) {
                int next =
                        endOfLine(source.text(), Math.max(from, scanner.startPosition)); // a broken literal ends there
                isAtEnd = next >= end;
                scanner.resetTo(Math.min(next, end), end - 1);
            }
        }
        return comments;
    }

    private static boolean isComment(TerminalToken token) {
        return token == TerminalToken.TokenNameCOMMENT_LINE
                || token == TerminalToken.TokenNameCOMMENT_BLOCK
                || token == TerminalToken.TokenNameCOMMENT_JAVADOC
                || token == TerminalToken.TokenNameCOMMENT_MARKDOWN;
    }

    private static SourceComment comment(SourceText source, int start, int end) {
        String text = source.text().substring(start, end).stripTrailing();
        return new SourceComment(source.span(start, start + text.length() - 1), text);
    }

    private static int endOfLine(String text, int from) {
        int next = from;
        while (next < text.length() && text.charAt(next) != '\n' && text.charAt(next) != '\r') {
            next++;
        }
        return Math.max(next, from + 1);
    }

    /** Whether it ends with its line. */
    public boolean isLine() {
        return text.startsWith("//");
    }
}
