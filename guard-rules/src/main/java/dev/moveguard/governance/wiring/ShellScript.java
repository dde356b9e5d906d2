package dev.moveguard.governance.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The commands of a shell script, each with its line, and whether its failure ends the script.
 *
 * <p>Understood are quotes, comments, continued lines, here documents, lists, pipes, conditions and {@code set}. Not followed are
 * variables, functions and what {@code eval} makes of a text.
 */
final class ShellScript {
    private static final Set<String> OPENING = Set.of("if", "elif", "while", "until", "!");
    private static final Set<String> SKIPPED = Set.of(
            "then", "else", "do", "{", "(", "fi", "done", "}", ")", "time", "exec", "command", "nohup", "sudo", "env");

    /**
     * One command.
     *
     * @param line from 0, the first line of the script
     * @param lost why its failure is not heard of; empty: it is
     */
    record Command(int line, List<String> words, String lost) {}

    private final String text;
    private boolean failsFast;
    private boolean hasPipefail;
    private int at;
    private int line;
    private final List<Command> commands = new ArrayList<>();

    private ShellScript(String text, boolean failsFast, boolean hasPipefail) {
        this.text = text.replace("\r\n", "\n");
        this.failsFast = failsFast;
        this.hasPipefail = hasPipefail;
    }

    /**
     * Reads the commands.
     *
     * @param failsFast whether the script ends with the first command that fails, unless it says otherwise itself
     */
    static List<Command> commands(String text, boolean failsFast, boolean hasPipefail) {
        ShellScript script = new ShellScript(text, failsFast, hasPipefail);
        script.read();
        return script.commands;
    }

    /** A command as it stands, and what ends it: a separator. */
    private record Raw(int line, List<String> words, String end) {}

    private void read() {
        List<Raw> raw = new ArrayList<>();
        while (at < text.length()) {
            raw.add(next());
        }
        boolean isInCondition = false;
        for (int i = 0; i < raw.size(); i++) {
            Raw one = raw.get(i);
            isInCondition |= !one.words.isEmpty() && OPENING.contains(one.words.get(0));
            String before = i == 0 ? "" : raw.get(i - 1).end;
            List<String> words = stripped(one.words);
            if (one.words.stream().anyMatch(word -> word.equals("then") || word.equals("do"))) {
                isInCondition = false;
            }
            if (!words.isEmpty()) {
                options(words);
                String next = i + 1 < raw.size() ? String.join(" ", raw.get(i + 1).words) : "";
                boolean isLast = raw.subList(i + 1, raw.size()).stream()
                        .allMatch(other -> stripped(other.words).isEmpty());
                commands.add(new Command(one.line, words, lost(one, before, next, isInCondition, isLast)));
            }
        }
    }

    private void options(List<String> words) {
        if (!words.get(0).equals("set")) {
            return;
        }
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            boolean isOn = word.startsWith("-");
            if (word.matches("[-+]\\w*e\\w*")) {
                failsFast = isOn;
            }
            boolean isNamed = word.matches("[-+]\\w*o") && i + 1 < words.size();
            if (isNamed && words.get(i + 1).equals("pipefail")) {
                hasPipefail = isOn;
            } else if (isNamed && words.get(i + 1).equals("errexit")) {
                failsFast = isOn;
            }
        }
    }

    private String lost(Raw command, String before, String next, boolean isInCondition, boolean isLast) {
        if (isInCondition) {
            return "it is a condition";
        } else if (command.end.equals("||") && !next.matches("(exit|return|fail|die|false)\\b.*|\\{.*|\\(.*")) {
            return "|| %s swallows its failure".formatted(next);
        } else if (command.end.equals("|") && !hasPipefail) {
            return "its exit code is lost in a pipe";
        } else if (command.end.equals("&")) {
            return "it runs in the background";
        }
        boolean isChecked = failsFast || isLast || command.end.equals("&&") || command.end.equals("||");
        return isChecked || before.equals("|") ? "" : "the script goes on when it fails";
    }

    private static List<String> stripped(List<String> words) {
        int from = 0;
        while (from < words.size()
                && (SKIPPED.contains(words.get(from))
                        || OPENING.contains(words.get(from))
                        || words.get(from).matches("[A-Za-z_]\\w*=.*"))) {
            from++;
        }
        if (from + 1 < words.size() && words.get(from).equals("timeout")) {
            from += 2;
        }
        return words.subList(from, words.size());
    }

    // --- words ------------------------------------------------------------------------------------------------------

    private Raw next() {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isWord = false;
        String hereDocument = "";
        int start = -1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                boolean isContinued = text.charAt(at + 1) == '\n';
                line += isContinued ? 1 : 0;
                word.append(isContinued ? "" : text.substring(at + 1, at + 2));
                at += 2;
            } else if (c == '\'' || c == '"') {
                isWord = true;
                quoted(c, word);
            } else if (c == '#' && word.length() == 0 && !isWord) {
                at = indexOrEnd('\n');
            } else if (text.startsWith("<<", at) && !text.startsWith("<<<", at)) {
                at += 2;
                hereDocument = delimiter();
            } else if (c == ' ' || c == '\t') {
                isWord = end(word, words, isWord);
                at++;
            } else if ("\n;&|".indexOf(c) >= 0 && !isRedirect()) {
                end(word, words, isWord);
                String separator = separator(c);
                if (c == '\n') {
                    skipHereDocument(hereDocument);
                }
                return new Raw(start < 0 ? line : start, words, separator);
            } else {
                word.append(c);
                at++;
            }
            if (start < 0 && (word.length() > 0 || isWord)) {
                start = line;
            }
        }
        end(word, words, isWord);
        return new Raw(start < 0 ? line : start, words, "");
    }

    private static boolean end(StringBuilder word, List<String> words, boolean isWord) {
        if (isWord || word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
        return false;
    }

    /** {@code 2>&1} and {@code &>file} are no separators. */
    private boolean isRedirect() {
        boolean isAmpersand = text.charAt(at) == '&';
        return isAmpersand
                && (at > 0 && text.charAt(at - 1) == '>' || at + 1 < text.length() && text.charAt(at + 1) == '>');
    }

    private String separator(char c) {
        at++;
        if (c == '\n') {
            line++;
            return ";";
        }
        boolean isDouble = at < text.length() && text.charAt(at) == c;
        at += isDouble ? 1 : 0;
        String separator = isDouble ? "" + c + c : "" + c;
        boolean goesOn = separator.equals("&&") || separator.equals("||") || separator.equals("|");
        while (goesOn && at < text.length() && Character.isWhitespace(text.charAt(at))) {
            line += text.charAt(at++) == '\n' ? 1 : 0; // a list may be continued on the next line
        }
        return separator;
    }

    private void quoted(char quote, StringBuilder word) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (quote == '"' && text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            line += text.charAt(at) == '\n' ? 1 : 0;
            word.append(text.charAt(at++));
        }
        at++;
    }

    private String delimiter() {
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        String raw = text.substring(at, end);
        at = end;
        return raw.replaceAll("[-'\"\\\\]", "");
    }

    private void skipHereDocument(String delimiter) {
        while (!delimiter.isEmpty() && at < text.length()) {
            int end = indexOrEnd('\n');
            String body = text.substring(at, end).strip();
            at = Math.min(end + 1, text.length());
            line++;
            if (body.equals(delimiter)) {
                return;
            }
        }
    }

    private int indexOrEnd(char c) {
        int index = text.indexOf(c, at);
        return index < 0 ? text.length() : index;
    }
}
