package dev.moveguard.code;

import dev.moveguard.config.Place;
import dev.moveguard.config.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names types.
 *
 * <pre>
 * a.b.Outer.Inner, a.b.Outer$Inner   that type
 * a.b.*Dao                           * stands for any letters within a segment
 * a..Dao, a.b..                      .. stands for any packages, and at the end for all below
 * {@literal @}Name                              types annotated with it, by simple or qualified name
 * +a.b.Name                          the type and its subtypes
 * </pre>
 */
public final class TypePattern {
    private static final Pattern ALL = Pattern.compile(".*");

    private final Text text;
    private final char prefix;
    private final String name;
    private final Pattern regex;

    private TypePattern(Text text) {
        this.text = text;
        String value = text.value().strip();
        this.prefix = value.startsWith("@") || value.startsWith("+") ? value.charAt(0) : ' ';
        this.name = prefix == ' ' ? value : value.substring(1);
        this.regex = regex(name);
    }

    public static TypePattern of(Text text) {
        return new TypePattern(text);
    }

    public static TypePattern of(String text) {
        return new TypePattern(new Text(text, Place.NOWHERE));
    }

    private static Pattern regex(String glob) {
        if (glob.equals("..*")) {
            return ALL; // is asked of every type of large code bases
        }
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i);
            if (glob.startsWith("..", i)) {
                regex.append(packages(i == 0, i + 2 == glob.length()));
                i += 2;
                continue;
            }
            regex.append(
                    switch (c) {
                        case '*' -> "[^.$]*";
                        case '.', '$' -> "[.$]";
                        default -> Pattern.quote(String.valueOf(c));
                    });
            i++;
        }
        return Pattern.compile(regex.toString());
    }

    private static String packages(boolean isFirst, boolean isLast) {
        if (isFirst) {
            return isLast ? ".+" : "(?:.*[.$])?";
        }
        return isLast ? "[.$].+" : "[.$](?:.*[.$])?";
    }

    /** Whether a type of the code base is one this pattern names. */
    public boolean matches(CodeType type, CodeBase code) {
        return switch (prefix) {
            case '@' -> type.annotations().stream().anyMatch(this::isAnnotation);
            case '+' ->
                isNamed(type.name()) || code.supertypes(type.name()).stream().anyMatch(this::isNamed);
            default -> isNamed(type.name());
        };
    }

    private boolean isAnnotation(String annotation) {
        String shown = CodeType.simpleName(annotation);
        return isNamed(annotation) || name.indexOf('.') < 0 && isNamed(shown.substring(shown.lastIndexOf('.') + 1));
    }

    /** Whether the pattern, without its prefix, names this binary name. */
    public boolean isNamed(String binaryName) {
        return regex.matcher(binaryName).matches();
    }

    /** Returns the one name the pattern stands for; nothing when it has a wildcard or speaks of an annotation. */
    public Optional<String> literal() {
        return prefix == '@' || name.contains("*") || name.contains("..") ? Optional.empty() : Optional.of(name);
    }

    /** Returns the binary names a literal may stand for: nested types may be written behind a dot. */
    public List<String> spellings() {
        List<String> spellings = new ArrayList<>();
        String spelling = name;
        while (true) {
            spellings.add(spelling);
            int dot = spelling.lastIndexOf('.');
            if (dot < 0) {
                return spellings;
            }
            spelling = spelling.substring(0, dot) + "$" + spelling.substring(dot + 1);
        }
    }

    public boolean isAnnotationPattern() {
        return prefix == '@';
    }

    public boolean includesSubtypes() {
        return prefix == '+';
    }

    /** The pattern without its prefix. */
    public String name() {
        return name;
    }

    public Place at() {
        return text.at();
    }

    @Override
    public String toString() {
        return text.value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TypePattern pattern && pattern.text.value().equals(text.value());
    }

    @Override
    public int hashCode() {
        return text.value().hashCode();
    }
}
