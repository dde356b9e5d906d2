package dev.moveguard.rule.architecture;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.Dependency;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Site;
import java.util.Optional;
import java.util.stream.Stream;

/** A dependency and the scanned type that has it. */
record Use(CodeType user, Dependency how) {
    /** Returns what a type uses outside the top-level type it belongs to. */
    static Stream<Use> of(CodeType user, Facts facts) {
        String own = TypeSet.top(user.name(), facts.code());
        return facts.dependencies(user).stream()
                .filter(how -> !TypeSet.top(how.target(), facts.code()).equals(own))
                .map(how -> new Use(user, how));
    }

    Site site() {
        Optional<CodeMethod> method = method();
        if (method.isPresent()) {
            return how.line() > 0
                    ? new Site.InBody(user, method.get(), how.line())
                    : new Site.OfMethod(user, method.get());
        }
        Optional<CodeField> field = user.field(how.from().name());
        return field.isPresent() ? new Site.OfField(user, field.get()) : new Site.OfType(user);
    }

    private Optional<CodeMethod> method() {
        return user.methods(how.from().name())
                .filter(method -> method.descriptor().equals(how.from().descriptor()))
                .findFirst();
    }

    /** Says what is done: {@code OrderController.save calls JdbcTemplate.update}. */
    String says() {
        return "%s %s".formatted(shownUser(), what());
    }

    private String shownUser() {
        if (how.from().name().equals("<clinit>")) {
            return "a static initialiser of " + user.simpleName();
        }
        return method().map(CodeMethod::shown)
                .or(() -> user.field(how.from().name()).map(CodeField::shown))
                .orElseGet(user::simpleName);
    }

    private String what() {
        String target = CodeType.simpleName(how.target());
        String member = "%s.%s".formatted(target, how.used().name());
        return switch (how.kind()) {
            case INHERITS -> inherits(target);
            case PERMITS -> "permits " + target;
            case ANNOTATES -> "is annotated with " + target;
            case FIELD -> "has %s in its type".formatted(target);
            case SIGNATURE -> "has %s in its signature".formatted(target);
            case THROWS -> "declares that it throws " + target;
            case CALLS -> "calls " + (how.used().isConstructor() ? "the constructor of " + target : member);
            case CREATES -> "creates " + CodeType.withArticle(target);
            case ACCESSES -> "uses " + member;
            case CASTS -> "casts to or tests for " + target;
            case CATCHES -> "catches " + target;
            case LITERAL -> "names %s.class".formatted(target);
        };
    }

    private String inherits(String target) {
        if (user.superclass() != null && user.superclass().name().equals(how.target())) {
            return "extends " + target;
        }
        boolean isDirect = user.interfaces().stream().anyMatch(one -> one.name().equals(how.target()));
        boolean extendsIt = user.kind() == CodeType.Kind.INTERFACE;
        return isDirect
                ? (extendsIt ? "extends " : "implements ") + target
                : "has %s in its supertypes".formatted(target);
    }
}
