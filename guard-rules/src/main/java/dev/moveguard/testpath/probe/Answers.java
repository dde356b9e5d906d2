package dev.moveguard.testpath.probe;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes one answer a line, its fields separated by tabs; what tests print goes elsewhere. Read by the program that forked. */
public final class Answers {
    /** Since 1.13 the JUnit Platform tells causes in the text of one exception. */
    private static final Pattern CAUSE = Pattern.compile("(?m)^\\s*Cause: (?:[\\w.]+\\.)?(.*)$");

    private final PrintStream out;

    Answers(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String kind, Object... fields) {
        String line = Stream.concat(Stream.of(kind), Stream.of(fields).map(String::valueOf))
                .map(Answers::escaped)
                .collect(Collectors.joining("\t"));
        out.print(line + "\n");
        out.flush();
    }

    /** Writes a field so that it holds neither tab nor end of line. */
    public static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Reads a line back. */
    public static List<String> fields(String line) {
        return Stream.of(line.split("\t", -1)).map(Answers::unescaped).toList();
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                i++;
                char next = field.charAt(i);
                text.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** The message of a failure on one line, with that of its cause when it has none of its own. */
    static String message(Throwable failure) {
        Throwable last = failure;
        for (int depth = 0; depth < 20 && last.getCause() != null && last.getCause() != last; depth++) {
            last = last.getCause();
        }
        String message = last.getMessage() == null ? "" : last.getMessage().strip();
        Matcher cause = CAUSE.matcher(message);
        if (cause.find()) {
            return cause.group(1);
        }
        String first = message.lines().findFirst().orElse("");
        String name = last.getClass().getSimpleName();
        return first.isEmpty() ? name : name + ": " + first;
    }
}
