package dev.moveguard.code;

import dev.moveguard.config.Place;
import dev.moveguard.config.Text;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names members: {@code Type#name} (a field, and all overloads), {@code Type#name(int, java.lang.String)}, {@code Type#new}. */
public final class MemberPattern {
    private final Text text;
    private final TypePattern owner;
    private final Pattern name;
    private final @Nullable List<TypePattern> parameters;

    private MemberPattern(Text text) {
        String value = text.value().strip();
        int hash = value.indexOf('#');
        int open = value.indexOf('(', hash);
        this.text = text;
        this.owner = TypePattern.of(new Text(value.substring(0, hash), text.at()));
        String member = open < 0 ? value.substring(hash + 1) : value.substring(hash + 1, open);
        this.name = glob(member.equals("new") ? "<init>" : member);
        this.parameters = open < 0 ? null : parameters(value.substring(open + 1).replace(")", ""));
    }

    /** Whether a pattern speaks of a member, not of a type. */
    public static boolean isMember(String text) {
        return text.indexOf('#') > 0;
    }

    public static MemberPattern of(Text text) {
        return new MemberPattern(text);
    }

    private static List<TypePattern> parameters(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(type -> !type.isEmpty())
                .map(TypePattern::of)
                .toList();
    }

    /** Compiles a pattern in which {@code *} stands for any letters. */
    public static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String literal : pattern.split("(?<=\\*)|(?=\\*)")) {
            regex.append(literal.equals("*") ? ".*" : Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString());
    }

    public boolean matches(CodeType type, CodeField field, CodeBase code) {
        return parameters == null && name.matcher(field.name()).matches() && owner.matches(type, code);
    }

    public boolean matches(CodeType type, CodeMethod method, CodeBase code) {
        return name.matcher(method.name()).matches() && owner.matches(type, code) && takes(method);
    }

    /** Whether a member of which only the names are known may be meant: of the patterns that name no parameters. */
    public boolean isNamed(String owner, String member) {
        return parameters == null && name.matcher(member).matches() && this.owner.isNamed(owner);
    }

    private boolean takes(CodeMethod method) {
        if (parameters == null) {
            return true;
        }
        boolean fits = parameters.size() == method.parameters().size();
        for (int i = 0; fits && i < parameters.size(); i++) {
            String erased = method.parameters().get(i).erased();
            fits = parameters.get(i).isNamed(erased) || parameters.get(i).isNamed(CodeType.simpleName(erased));
        }
        return fits;
    }

    public TypePattern owner() {
        return owner;
    }

    public Place at() {
        return text.at();
    }

    @Override
    public String toString() {
        return text.value();
    }
}
