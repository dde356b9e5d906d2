package dev.moveguard.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a comment says that begins with {@code guard:allow}.
 *
 * @param start where it begins in the text it was found in
 * @param rule the rule it names; what stands in the place of one, if it names none
 * @param names all words that stand there
 * @param until the day it ends, as written; null: it tells none
 * @param fault what is wrong with its form; null: nothing
 * @param isForm whether it has the form of a suppression, right or wrong
 * @param isSentence whether it may be prose that happens to begin with these words: only what it names can tell
 */
record AllowComment(
        int start,
        String rule,
        List<String> names,
        @Nullable String until,
        String reason,
        @Nullable String fault,
        boolean isForm,
        boolean isSentence) {
    static final String MARK = "guard:allow";

    private static final Pattern LINE = Pattern.compile("//+\\s*" + MARK + "(?![\\w-])(.*)");
    private static final Pattern BLOCK = Pattern.compile("^/\\*+[\\s*]*" + MARK + "(?![\\w-])([^\\r\\n]*)");
    private static final Pattern FORM = Pattern.compile("\\s+([\\w-]+)(?:\\s+until=(\\S+))?\\s*(?:--\\s*(.*?))?\\s*");
    private static final Pattern BEFORE_REASON = Pattern.compile("(.*?)(?:^|\\s)--(?:\\s.*|$)");
    private static final Pattern UNTIL = Pattern.compile("(?:^|\\s)until\\s*=\\s*\\S");
    private static final String WRITE = "write // guard:allow RULE -- reason";

    /** Reads a comment; nothing when it does not begin with the mark. Behind another line comment on its line it begins as well. */
    static Optional<AllowComment> in(String comment) {
        Matcher matcher = (comment.startsWith("//") ? LINE : BLOCK).matcher(comment);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(
                comment.startsWith("//")
                        ? read(matcher.start(), matcher.group(1))
                        : faulty(
                                0,
                                matcher.group(1).replaceFirst("\\*+/.*", ""),
                                "stands in a block comment, where it suppresses nothing: " + WRITE));
    }

    private static AllowComment read(int start, String said) {
        Matcher form = FORM.matcher(said);
        if (!form.matches()) {
            return faulty(start, said, fault(said));
        }
        String reason = form.group(3) == null ? "" : form.group(3).strip();
        String fault = reason.isEmpty()
                ? "gives no reason: write one behind --"
                : UNTIL.matcher(reason).find()
                        ? "has until= behind --, where it belongs to the reason: write it before"
                        : null;
        return new AllowComment(
                start, form.group(1), List.of(form.group(1)), form.group(2), reason, fault, true, false);
    }

    private static AllowComment faulty(int start, String said, String fault) {
        String place = said.strip().split("\\s+", 2)[0];
        List<String> names = List.of(place.split("[^\\w-]+"));
        boolean isSentence = !said.isBlank()
                && !place.startsWith("*")
                && !BEFORE_REASON.matcher(said).matches()
                && !UNTIL.matcher(said).find();
        return new AllowComment(start, place.equals("--") ? "" : place, names, null, "", fault, false, isSentence);
    }

    private static String fault(String said) {
        Matcher before = BEFORE_REASON.matcher(said);
        boolean hasReason = before.matches();
        String[] words = (hasReason ? before.group(1) : said).strip().split("\\s+");
        if (words[0].isEmpty()) {
            return "names no rule: " + WRITE;
        } else if (!words[0].matches("[\\w-]+")) {
            return "does not name one rule: " + WRITE + ", a comment for each";
        } else if (!hasReason) {
            return "has no -- before its reason: " + WRITE;
        }
        return "has more than until=DATE between its rule and --: " + WRITE;
    }
}
