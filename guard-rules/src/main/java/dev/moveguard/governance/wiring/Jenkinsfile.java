package dev.moveguard.governance.wiring;

import dev.moveguard.governance.wiring.Call.Trigger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Jenkinsfile: the texts of its {@code sh} and {@code bat} steps. It is a program; which of its steps run is not followed, but for
 * those that keep a failure to themselves.
 */
record Jenkinsfile(Wiring wiring) {
    private static final String TEXT =
            "('''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\\n]|\\\\.)*\")";
    private static final Pattern STEP = Pattern.compile(
            "\\b(?:sh|bat|powershell|pwsh)\\s*\\(?\\s*(?:([^'\"()]*?)\\bscript\\s*:\\s*)?" + TEXT + "([^)\\n]*)",
            Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?s)" + TEXT + "|/\\*.*?\\*/|(?<!:)//[^\\n]*");

    void read(String file, String text) {
        wiring.system("Jenkins");
        String code = withoutComments(text);
        Matcher step = STEP.matcher(code);
        while (step.find()) {
            String literal = step.group(2);
            int quotes = literal.startsWith("'''") || literal.startsWith("\"\"\"") ? 3 : 1;
            String script = literal.substring(quotes, literal.length() - quotes);
            String options = step.group(1) + " " + step.group(3);
            boolean isKept = options.matches("(?s).*returnStatus\\s*:\\s*true.*")
                    || code.substring(0, step.start()).matches("(?s).*\\bcatchError\\b[^{}]*\\{[^{}]*");
            int line = (int) code.substring(0, step.start(2))
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            String lost = isKept ? "the pipeline goes on when it fails" : "";
            wiring.add(file, line, script, new Wiring.Shell(Trigger.CI, lost, true, false));
        }
    }

    /** Leaves the lines where they are. */
    private static String withoutComments(String text) {
        return COMMENT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null ? found.group() : found.group().replaceAll("[^\\n]", " ")));
    }
}
