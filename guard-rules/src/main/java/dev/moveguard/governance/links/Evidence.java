package dev.moveguard.governance.links;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Spelling;
import dev.moveguard.config.Text;
import dev.moveguard.governance.Symbol;
import dev.moveguard.rule.Facts;
import dev.moveguard.testpath.TestNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the code that documents name. */
final class Evidence {
    private final CodeBase code;
    private final TestNames tests;

    Evidence(Facts facts) {
        this.code = facts.code();
        this.tests = TestNames.of(facts);
    }

    TestNames tests() {
        return tests;
    }

    /** Says what is wrong with a symbol; nothing when the code has it. */
    Optional<String> fault(Symbol symbol) {
        List<CodeType> found = types(symbol);
        if (found.isEmpty()) {
            return tests.declares(symbol.type(), "") ? testFault(symbol) : Optional.of(noType(symbol));
        }
        if (found.stream().noneMatch(type -> isIn(type, symbol.module()))) {
            return Optional.of("%s is not in module %s".formatted(simple(symbol), symbol.module()));
        }
        boolean hasMember = symbol.member().isEmpty() || found.stream().anyMatch(type -> hasMember(type, symbol));
        return hasMember ? Optional.empty() : Optional.of(noMember(symbol, found.get(0)));
    }

    private List<CodeType> types(Symbol symbol) {
        return code.matching(TypePattern.of(symbol.type()));
    }

    private Optional<String> testFault(Symbol symbol) {
        String member = symbol.member().replaceFirst("\\(.*", "");
        return tests.declares(symbol.type(), member)
                ? Optional.empty()
                : Optional.of("%s has no member %s".formatted(simple(symbol), member));
    }

    private boolean hasMember(CodeType type, Symbol symbol) {
        MemberPattern pattern =
                MemberPattern.of(new Text(symbol.pattern(), symbol.text().at()));
        return type.fields().stream().anyMatch(field -> pattern.matches(type, field, code))
                || type.methods().stream().anyMatch(method -> pattern.matches(type, method, code));
    }

    /** Whether a type was read below a folder of the module's name; one read from an archive is in none. */
    private static boolean isIn(CodeType type, String module) {
        boolean isInArchive = type.origin().entry() != null && type.origin().source() == null;
        if (module.isEmpty() || isInArchive) {
            return true;
        }
        Path wanted = Path.of(module);
        Path container = type.origin().container().toAbsolutePath().normalize();
        int last = container.getNameCount() - wanted.getNameCount();
        return IntStream.rangeClosed(0, last)
                .anyMatch(i -> container.subpath(i, i + wanted.getNameCount()).equals(wanted));
    }

    private String noType(Symbol symbol) {
        List<String> known = Stream.concat(
                        code.types().stream().map(type -> type.name().replace('$', '.')), tests.types().stream())
                .toList();
        String simple = symbol.type().substring(symbol.type().lastIndexOf('.') + 1);
        String hint = known.stream()
                .filter(name -> name.endsWith("." + simple))
                .findFirst()
                .map(name -> ", did you mean %s?".formatted(name))
                .orElseGet(() -> Spelling.hint(symbol.type(), known));
        return "there is no type %s%s".formatted(symbol.type(), hint);
    }

    private static String noMember(Symbol symbol, CodeType type) {
        String member = symbol.member().replaceFirst("\\(.*", "");
        List<String> known = Stream.concat(
                        type.fields().stream().map(field -> field.name()),
                        type.methods().stream().map(method -> method.name()))
                .toList();
        return "%s has no member %s%s".formatted(type.simpleName(), symbol.member(), Spelling.hint(member, known));
    }

    private static String simple(Symbol symbol) {
        return symbol.type().substring(symbol.type().lastIndexOf('.') + 1);
    }

    /** Whether some type, of the tests or the code, has a method or field of this name. */
    boolean isMember(String name) {
        return tests.declaresMember(name)
                || code.types().stream()
                        .anyMatch(type -> type.methods(name).findAny().isPresent()
                                || type.field(name).isPresent());
    }

    /** Whether a name stands for a type of the code or the tests, or a member of one: {@code Type#member}, simple or qualified. */
    boolean isKnown(String name) {
        String[] parts = name.split("#", 2);
        String member = parts.length == 1 ? "" : parts[1].replaceFirst("\\(.*", "");
        return tests.declares(parts[0], member)
                || code.known("java.lang." + parts[0]).isPresent()
                || code.types().stream()
                        .filter(type -> type.simpleName().equals(parts[0])
                                || type.name().replace('$', '.').equals(parts[0]))
                        .anyMatch(type -> member.isEmpty()
                                || type.field(member).isPresent()
                                || type.methods(member).findAny().isPresent());
    }
}
