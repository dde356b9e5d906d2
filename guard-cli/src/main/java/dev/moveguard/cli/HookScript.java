package dev.moveguard.cli;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** The text of the hook. It tells by a sum whether somebody has changed it since. */
final class HookScript {
    private static final String MARK = "# Written by guard hook install, sum %08x. guard hook uninstall takes it out.";
    private static final Pattern WRITTEN =
            Pattern.compile("#!/bin/sh\n# Written by guard hook install, sum ([0-9a-f]{8})\\. .*\n");
    private static final Pattern CONFIG = Pattern.compile("(?m)^rules='(.*)'$");

    private HookScript() {}

    /**
     * Writes the hook.
     *
     * @param command the path of the program; empty: the one on the PATH
     * @param rules the path of the rules from the top of the work tree
     */
    static String of(String command, String rules) {
        String body = """
                # Judges what is staged. A guard that cannot run is not one that found nothing: then there is no commit.
                rules=%s
                if [ ! -e "$rules" ] && ! git cat-file -e ":$rules" 2>/dev/null && ! git cat-file -e "HEAD:$rules" 2>/dev/null; then
                    echo "guard: nothing is judged, for there is no $rules here" >&2
                    exit 0
                fi
                for guard in %sguard guard.cmd; do
                    if command -v "$guard" >/dev/null 2>&1; then
                        exec "$guard" check --staged --config "$rules"
                    fi
                done
                echo "guard: not found, so nothing was judged and nothing is committed; put guard on the PATH" >&2
                exit 1
                """.formatted(quoted(rules), command.isEmpty() ? "" : quoted(command) + " ");
        return "#!/bin/sh\n" + MARK.formatted(sum(body)) + "\n" + body;
    }

    /** What a file in the place of the hook is. */
    enum Kind {
        OURS,
        CHANGED,
        FOREIGN
    }

    /** Tells our own text, also with other line ends. */
    static Kind kindOf(String found) {
        String text = found.replace("\r\n", "\n");
        Matcher written = WRITTEN.matcher(text);
        if (!written.lookingAt()) {
            return Kind.FOREIGN;
        }
        String sum = "%08x".formatted(sum(text.substring(written.end())));
        return sum.equals(written.group(1)) ? Kind.OURS : Kind.CHANGED;
    }

    /** Returns the rules that a text of ours names. */
    static String rulesOf(String text) {
        Matcher config = CONFIG.matcher(text.replace("\r\n", "\n"));
        return config.find() ? config.group(1).replace("'\\''", "'") : "";
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static long sum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
