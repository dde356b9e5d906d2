package dev.moveguard.rule.architecture;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.Dependency;
import dev.moveguard.code.Dependency.Member;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Site;
import java.util.Optional;
import java.util.stream.Stream;

/** A dependency and the scanned type that has it. */
record Use(CodeType user, Dependency how) {
    /** Returns what a type uses outside the top-level type it belongs to. */
    static Stream<Use> of(CodeType user, Facts facts) {
        return all(user, facts).filter(use -> !isWithin(user, use.how.target(), facts));
    }

    /**
     * Returns the members a type uses that it, or a type around it or nested in the same one, has inherited from outside: as uses of the
     * type that declares them. That they are inherited says {@link #of} already.
     */
    static Stream<Use> ofInherited(CodeType user, Facts facts) {
        return all(user, facts)
                .filter(use -> use.how.used().isMember() && isWithin(user, use.how.target(), facts))
                .flatMap(use ->
                        declaring(use.how, facts).filter(type -> !isWithin(user, type, facts)).map(use::by).stream());
    }

    /** What a compiler's accessor does for a nested type, which Java did not let see it before version 11, that type does. */
    private static Stream<Use> all(CodeType user, Facts facts) {
        return facts.dependencies(user).stream()
                .filter(how -> !isAccessor(how.from()))
                .flatMap(how -> isAccessor(how.used()) ? behind(how, facts) : Stream.of(how))
                .map(how -> new Use(user, how));
    }

    private static Stream<Dependency> behind(Dependency call, Facts facts) {
        return facts.type(call.target()).stream()
                .flatMap(type -> facts.dependencies(type).stream())
                .filter(how -> how.from().equals(call.used()))
                .map(how -> new Dependency(how.kind(), call.from(), how.target(), how.used(), call.line()));
    }

    private static boolean isAccessor(Member member) {
        return member.isMethod() && member.name().startsWith("access$");
    }

    private static boolean isWithin(CodeType user, String type, Facts facts) {
        return TypeSet.top(type, facts.code()).equals(TypeSet.top(user.name(), facts.code()));
    }

    private static Optional<String> declaring(Dependency how, Facts facts) {
        return Stream.concat(Stream.of(how.target()), facts.code().supertypes(how.target()).stream())
                .filter(name -> facts.code()
                        .known(name)
                        .map(type -> declares(type, how.used()))
                        .orElse(false))
                .findFirst();
    }

    private static boolean declares(CodeType type, Member member) {
        return member.isMethod()
                ? type.methods(member.name())
                        .anyMatch(method -> method.descriptor().equals(member.descriptor()))
                : type.field(member.name()).isPresent();
    }

    private Use by(String declaring) {
        return new Use(user, new Dependency(how.kind(), how.from(), declaring, how.used(), how.line()));
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
