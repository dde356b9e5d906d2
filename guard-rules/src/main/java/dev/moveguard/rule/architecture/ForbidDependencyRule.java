package dev.moveguard.rule.architecture;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.Dependency;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.rule.Exceptions;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kind {@code forbid-dependency}: the named types do not use others, or members of them.
 *
 * <p>Blind spots: reflection; constants, which compilers copy; a value that is only handed through.
 *
 * @param from the types that must not
 * @param except those of them that may
 * @param to types and members they must not use
 * @param allow those of them that may be used
 * @param by the ways of using that count
 * @param indirect whether a way over other scanned types counts too
 */
public record ForbidDependencyRule(
        List<TypePattern> from,
        List<TypePattern> except,
        Exceptions to,
        Exceptions allow,
        Ignored ignored,
        Set<Dependency.Kind> by,
        boolean indirect)
        implements Rule {
    private static final String KIND = "forbid-dependency";

    public ForbidDependencyRule {
        from = List.copyOf(from);
        except = List.copyOf(except);
        by = Set.copyOf(by);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        return new Run(facts).findings();
    }

    private final class Run {
        private final Facts facts;
        private final CodeBase code;
        private final TypeSet users;
        private final TypeSet excepted;
        private final TypeSet forbidden;
        private final TypeSet allowed;
        private final Ignored.Watch ignoring;
        private final Chains chains;

        Run(Facts facts) {
            this.facts = facts;
            code = facts.code();
            facts.targets(except);
            facts.exceptions(to);
            facts.exceptions(allow);
            users = new TypeSet(from, code);
            excepted = new TypeSet(except, code);
            forbidden = new TypeSet(to.types(), code);
            allowed = new TypeSet(allow.types(), code);
            ignoring = ignored.watch(facts);
            chains = new Chains(facts, use -> by.contains(use.how().kind()) && !ignoring.covers(use));
        }

        List<Finding> findings() {
            Set<CodeType> judged = new LinkedHashSet<>();
            facts.subjects(from).forEach(judged::add);
            judged.addAll(code.nestedIn(judged));
            judged.removeIf(type -> excepted.includes(type.name()));
            List<Finding> findings =
                    judged.stream().flatMap(this::findings).distinct().toList();
            ignoring.tellUnused();
            return findings;
        }

        private Stream<Finding> findings(CodeType user) {
            List<Finding> direct = mayUse(user)
                    ? Stream.concat(Use.of(user, facts).filter(this::isForbidden), inherited(user))
                            .filter(use -> !ignoring.covers(use))
                            .map(use -> new Finding(KIND, use.site(), use.says()))
                            .toList()
                    : List.of();
            return direct.isEmpty() && indirect ? chain(user) : direct.stream();
        }

        /** A type is not forbidden anew with each member of it that is inherited. */
        private Stream<Use> inherited(CodeType user) {
            return to.members().isEmpty()
                    ? Stream.empty()
                    : Use.ofInherited(user, facts).filter(use -> uses(to.members(), use.how()) && isForbidden(use));
        }

        /** Looks at the names a class file mentions first: most mention nothing that is forbidden. */
        private boolean mayUse(CodeType user) {
            return !to.members().isEmpty() || user.references().stream().anyMatch(forbidden::includes);
        }

        private Stream<Finding> chain(CodeType user) {
            return chains
                    .shortest(user, this::isForbidden, name -> !users.includes(name) && !allowed.includes(name))
                    .map(chain -> chain.finding(KIND, ""))
                    .stream();
        }

        private boolean isForbidden(Use use) {
            Dependency how = use.how();
            return by.contains(how.kind())
                    && (forbidden.includes(how.target()) || uses(to.members(), how))
                    && !allowed.includes(how.target())
                    && !uses(allow.members(), how);
        }

        /** Whether one of the members is used: the declaration found from where the instruction names it. */
        private boolean uses(List<MemberPattern> members, Dependency how) {
            if (members.isEmpty() || how.used().equals(Dependency.Member.NONE)) {
                return false;
            }
            Stream<String> inherited =
                    how.used().isConstructor() ? Stream.empty() : code.supertypes(how.target()).stream();
            return Stream.concat(Stream.of(how.target()), inherited)
                            .flatMap(name -> code.known(name).stream())
                            .anyMatch(type -> members.stream().anyMatch(member -> declares(type, member, how)))
                    || members.stream().anyMatch(member -> isUnknown(member, how));
        }

        private boolean declares(CodeType type, MemberPattern member, Dependency how) {
            return how.used().isMethod()
                    ? type.methods(how.used().name())
                            .filter(method ->
                                    method.descriptor().equals(how.used().descriptor()))
                            .anyMatch(method -> member.matches(type, method, code))
                    : type.field(how.used().name()).stream().anyMatch(field -> member.matches(type, field, code));
        }

        /** A member of a library that is not there: the instruction alone tells its name. */
        private boolean isUnknown(MemberPattern member, Dependency how) {
            return code.known(how.target()).isEmpty()
                    && member.isNamed(how.target(), how.used().name());
        }
    }

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        private static final List<String> WAYS = Arrays.stream(Dependency.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();

        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "no type it names uses a forbidden type or member";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required("from", ParameterSpec.Type.SUBJECTS, "The types that must not use them."),
                    ParameterSpec.optional("except", ParameterSpec.Type.TARGETS, "Types of from that may."),
                    ParameterSpec.required(
                            "to", ParameterSpec.Type.EXCEPTIONS, "Types and members that must not be used."),
                    ParameterSpec.optional(
                            "allow", ParameterSpec.Type.EXCEPTIONS, "Types and members of to that may be used."),
                    ParameterSpec.choices("by", "The ways of using that count; all when absent.", WAYS),
                    ParameterSpec.optional(
                            "indirect",
                            ParameterSpec.Type.FLAG,
                            "Whether a chain of uses over other scanned types counts.",
                            "false"),
                    Ignored.PARAMETER);
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new ForbidDependencyRule(
                    parameters.texts("from").stream().map(TypePattern::of).toList(),
                    parameters.texts("except").stream().map(TypePattern::of).toList(),
                    Exceptions.of(parameters.texts("to")),
                    Exceptions.of(parameters.texts("allow")),
                    Ignored.of(parameters),
                    by(parameters),
                    parameters.flag("indirect"));
        }

        private static Set<Dependency.Kind> by(Parameters parameters) {
            Set<Dependency.Kind> named = parameters.texts("by").stream()
                    .map(word -> Dependency.Kind.valueOf(word.value().toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
            return named.isEmpty() ? Set.of(Dependency.Kind.values()) : named;
        }
    }
}
