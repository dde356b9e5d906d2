package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.Dependency;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.TypePattern;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.Place;
import dev.moveguard.config.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one rule sees. The only way to its subjects counts them, so that a rule about nothing cannot pass: every pattern that
 * matches nothing is a finding.
 */
public final class Facts {
    /** Something the rule needed and could not be judged. */
    public record Gap(String input, String reason) {}

    private final CodeBase code;
    private final Names names;
    private final Project project;
    private final boolean mayBeEmpty;
    private final Set<String> subjects = new LinkedHashSet<>();
    private final List<Finding> vacuities = new ArrayList<>();
    private final Set<Gap> gaps = new LinkedHashSet<>();
    private boolean looksBeyondCode;
    private @Nullable Set<CodeType> throwingErrors;

    /** @param mayBeEmpty whether names that match nothing are accepted ({@code allow-empty}) */
    public Facts(CodeBase code, Project project, boolean mayBeEmpty) {
        this.code = code;
        this.names = new Names(code);
        this.project = project;
        this.mayBeEmpty = mayBeEmpty;
    }

    public CodeBase code() {
        return code;
    }

    /** The project around the code. A rule that asks for it may look at what is not code, and is judged anew by each run. */
    public Project project() {
        looksBeyondCode = true;
        return project;
    }

    /** Whether the rule asked for more than the code. */
    public boolean looksBeyondCode() {
        return looksBeyondCode;
    }

    /** How reports name where a type was read. */
    public String shown(CodeType type) {
        return project.shown(type.origin());
    }

    /** Returns the scanned types the patterns name, each once. Every pattern has to match on its own. */
    public Stream<CodeType> subjects(List<TypePattern> patterns) {
        Set<CodeType> found = new LinkedHashSet<>();
        for (TypePattern pattern : patterns) {
            List<CodeType> matched = code.matching(pattern);
            if (matched.isEmpty()) {
                vacuous(
                        pattern.at(),
                        pattern.toString(),
                        "%s matches no scanned type%s".formatted(pattern, names.hint(pattern)));
            }
            matched.forEach(type -> count(type.name()));
            found.addAll(matched);
        }
        return found.stream();
    }

    /** Counts something that is not a type as a subject: a member, a test. */
    public void count(String symbol) {
        subjects.add(symbol);
    }

    /** Says that a subject of the rule is gone, unless the rule may be empty. */
    public void vacuous(Place at, String symbol, String message) {
        if (!mayBeEmpty) {
            vacuities.add(new Finding(Finding.VACUOUS, new Site.InFile(at, symbol), message));
        }
    }

    /** Says that a member the rule speaks about is not in its type, with the nearest name that is. */
    public void noMember(Place at, CodeType type, String what, String name, List<String> known) {
        vacuous(
                at,
                type.name() + "#" + name,
                "%s has no %s %s%s".formatted(type.simpleName(), what, name, Spelling.hint(name, known)));
    }

    /** Makes sure that each pattern names something that exists, and returns what tells whether a type is meant. */
    public Targets targets(List<TypePattern> patterns) {
        for (TypePattern pattern : patterns) {
            if (!names.resolves(pattern)) {
                unresolved(pattern.at(), pattern.toString(), names.hint(pattern));
            }
        }
        return new Targets(patterns, code);
    }

    /** Makes sure that each exception names a type or member that exists. */
    public Exceptions exceptions(Exceptions exceptions) {
        targets(exceptions.types());
        members(exceptions.members());
        return exceptions;
    }

    /** Whether a pattern names a member that exists. */
    public boolean resolves(MemberPattern member) {
        return names.resolves(member);
    }

    /** Makes sure that each pattern names a member that exists. */
    public void members(List<MemberPattern> members) {
        for (MemberPattern member : members) {
            if (!names.resolves(member)) {
                unresolved(member.at(), member.toString(), names.hint(member));
            }
        }
    }

    /** Says that an exception of the rule excuses nothing any more. */
    public void unused(Place at, String exception) {
        vacuities.add(new Finding(
                Finding.UNRESOLVED, new Site.InFile(at, exception), "%s matches no dependency".formatted(exception)));
    }

    /** A rule that may be about nothing may name what is not there: a library that the project does not use. */
    private void unresolved(Place at, String name, String hint) {
        if (mayBeEmpty) {
            return;
        }
        vacuities.add(new Finding(
                Finding.UNRESOLVED,
                new Site.InFile(at, name),
                "%s names nothing in the scanned code, its class path or the JDK%s".formatted(name, hint)));
    }

    /** Returns a body; one that could not be analysed is a gap in what the rule can say. */
    public MethodBody body(CodeType type, CodeMethod method) {
        return decided(type, method, code.body(type, method));
    }

    /** Returns a body that tells where values were put; one that could not be analysed is a gap. */
    public MethodBody bodyWithPlaces(CodeType type, CodeMethod method) {
        return decided(type, method, code.bodyWithPlaces(type, method));
    }

    private MethodBody decided(CodeType type, CodeMethod method, MethodBody body) {
        if (!body.isDecided()) {
            gap(shown(type), "%s cannot be analysed: %s".formatted(method.shown(), body.obstacle()));
        }
        return body;
    }

    /** Returns the uses of other types in a scanned type; a body that could not be compiled is a gap. */
    public List<Dependency> dependencies(CodeType type) {
        if (type.origin().source() != null && mayNotCompile().contains(type)) {
            type.methods().forEach(method -> body(type, method));
        }
        try {
            return code.dependencies(type);
        } catch (UnreadableException e) {
            gap(shown(type), e.reason());
            return List.of();
        }
    }

    /** The types in which a body may stand for one that did not compile: that body throws an error. */
    private Set<CodeType> mayNotCompile() {
        if (throwingErrors == null) {
            throwingErrors = code.mentioning("java.lang.Error").collect(Collectors.toSet());
        }
        return throwingErrors;
    }

    /** Says that the rule could not judge something it needed. */
    public void gap(String input, String reason) {
        gaps.add(new Gap(input, reason));
    }

    public int subjectCount() {
        return subjects.size();
    }

    /** The findings about the rule itself: vacuous subjects, unresolved names. */
    public List<Finding> vacuities() {
        return List.copyOf(vacuities);
    }

    public List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /** Finds the scanned type of this name. */
    public Optional<CodeType> type(String name) {
        return code.type(name);
    }
}
