package dev.moveguard.code.source;

import dev.moveguard.code.source.SourceOutline.DeclaredType;
import dev.moveguard.code.source.SourceText.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the bodies of a source: local and anonymous types, and statements.
 *
 * <p>Compilers number local and anonymous types each in its own way, and tell different lines of a statement that is written over
 * several. So a type is found by the lines that its class file tells, and a line stands for the statement it belongs to.
 */
public final class SourceBodies {
    private final List<LocalType> topLevel;
    private final List<Statement> statements;

    /** A type and those in it, by name and in bodies. {@code declared} has the name it has in the source; anonymous: none. */
    record LocalType(DeclaredType declared, Span span, boolean isMember, List<LocalType> nested) {
        boolean spans(Set<Integer> lines) {
            return lines.stream().allMatch(line -> span.line() <= line && line <= span.endLine());
        }
    }

    /**
     * A statement that holds no other one, or what stands before those it holds.
     *
     * @param owner the type whose code it is; null: none is known
     */
    record Statement(Span span, @Nullable LocalType owner, boolean isInLambda) {
        boolean isOn(int line) {
            return span.line() <= line && line <= span.endLine();
        }

        boolean holds(Statement other) {
            return !span.equals(other.span)
                    && !isBefore(other.span.line(), other.span.column(), span.line(), span.column())
                    && !isBefore(span.endLine(), span.endColumn(), other.span.endLine(), other.span.endColumn());
        }

        private static boolean isBefore(int line, int column, int otherLine, int otherColumn) {
            return line < otherLine || line == otherLine && column < otherColumn;
        }
    }

    SourceBodies(List<LocalType> topLevel, List<Statement> statements) {
        this.topLevel = List.copyOf(topLevel);
        this.statements = List.copyOf(statements);
    }

    /** Parses a source. What the parser could not make out is left out. */
    public static SourceBodies of(SourceText source) {
        return BodyParser.parse(source);
    }

    /**
     * Finds a type.
     *
     * @param binaryName as a class file tells it
     * @param lines of its code, as the class file tells them; none: only the number in its name can tell
     */
    public Optional<DeclaredType> type(String binaryName, Set<Integer> lines) {
        return find(binaryName, lines).map(LocalType::declared);
    }

    private Optional<LocalType> find(String binaryName, Set<Integer> lines) {
        return topLevel.stream()
                .flatMap(type -> find(type, type.declared().name(), binaryName, lines).stream())
                .findFirst();
    }

    private static Optional<LocalType> find(LocalType type, String name, String wanted, Set<Integer> lines) {
        if (name.equals(wanted)) {
            return Optional.of(type);
        }
        if (!wanted.startsWith(name + "$")) {
            return Optional.empty();
        }
        for (LocalType nested : type.nested()) {
            Matcher matcher = nameOf(nested).matcher(wanted).region(name.length(), wanted.length());
            if (matcher.lookingAt()) {
                LocalType meant = nested.isMember() ? nested : meant(type, nested, matcher.group(1), lines);
                Optional<LocalType> found = find(meant, wanted.substring(0, matcher.end()), wanted, lines);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Pattern nameOf(LocalType type) {
        String name = Pattern.quote(type.declared().name());
        return Pattern.compile((type.isMember() ? "\\$" + name : "\\$(\\d+)" + name) + "(?=\\$|$)");
    }

    /** Of those of one name in one type the one that has the lines, and of several such the one with the number. */
    private static LocalType meant(LocalType around, LocalType first, String number, Set<Integer> lines) {
        List<LocalType> named = around.nested().stream()
                .filter(type -> !type.isMember())
                .filter(type -> type.declared().name().equals(first.declared().name()))
                .toList();
        List<LocalType> fitting =
                named.stream().filter(type -> type.spans(lines)).toList();
        int index = number.length() > 9 ? named.size() : Integer.parseInt(number) - 1;
        boolean isNumbered =
                index >= 0 && index < named.size() && (fitting.isEmpty() || fitting.contains(named.get(index)));
        return isNumbered ? named.get(index) : fitting.isEmpty() ? first : fitting.get(0);
    }

    /**
     * Finds the statement that a line belongs to.
     *
     * @param binaryName of the type whose code it is
     * @param lines of that type, as in {@link #type}
     * @return empty when there is none, or there are several
     */
    public Optional<Span> statement(String binaryName, Set<Integer> lines, boolean isInLambda, int line) {
        LocalType owner = find(binaryName, lines).orElse(null);
        List<Statement> on = statements.stream()
                .filter(one -> one.isOn(line) && one.isInLambda == isInLambda && Objects.equals(one.owner, owner))
                .distinct()
                .toList();
        List<Statement> innermost =
                on.stream().filter(one -> on.stream().noneMatch(one::holds)).toList();
        return innermost.size() == 1 ? Optional.of(innermost.get(0).span) : Optional.empty();
    }
}
