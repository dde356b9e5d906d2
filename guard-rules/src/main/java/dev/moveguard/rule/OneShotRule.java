package dev.moveguard.rule;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Access;
import dev.moveguard.code.MethodBody.Call;
import dev.moveguard.code.MethodBody.Emptied;
import dev.moveguard.code.MethodBody.Exit;
import dev.moveguard.code.MethodBody.Instance;
import dev.moveguard.code.MethodBody.Read;
import dev.moveguard.code.MethodBody.Sink;
import dev.moveguard.code.MethodBody.Value;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.config.Place;
import dev.moveguard.config.Text;
import dev.moveguard.rule.OwnedField.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kind {@code one-shot}: the take method is a destructive read. It gives the old value and leaves null on every path, and no
 * other method lets the value out.
 *
 * <p>Blind spots: a take that leaves the work to another method is reported, lawful or not; reflection.
 */
public record OneShotRule(TypePattern type, Text field, Text take) implements Rule {
    private static final String KIND = "one-shot";

    /** Declares the kind. */
    public static final class Kind implements RuleKind {
        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String says() {
            return "the take method gives the old value and leaves the field null on every path; nothing else reads it out";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.required("type", ParameterSpec.Type.SUBJECT, "the type that owns the value"),
                    ParameterSpec.required("field", ParameterSpec.Type.MEMBER, "the field it is taken from"),
                    ParameterSpec.required(
                            "take", ParameterSpec.Type.MEMBER, "the method that takes it; all overloads"));
        }

        @Override
        public Rule rule(Parameters parameters) {
            return new OneShotRule(
                    TypePattern.of(parameters.required("type")),
                    parameters.required("field"),
                    parameters.required("take"));
        }
    }

    public static OneShotRule of(String type, String field, String take) {
        return new OneShotRule(TypePattern.of(type), new Text(field, Place.NOWHERE), new Text(take, Place.NOWHERE));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> check(Facts facts) {
        return new OwnedField(type, field)
                .in(facts).stream()
                        .flatMap(found -> check(found, facts))
                        .distinct()
                        .toList();
    }

    private Stream<Finding> check(Found found, Facts facts) {
        List<CodeMethod> takes = OwnedField.written(found.type())
                .filter(method -> method.name().equals(take.value()))
                .toList();
        if (takes.isEmpty()) {
            facts.noMember(
                    take.at(),
                    found.type(),
                    "method",
                    take.value(),
                    OwnedField.written(found.type()).map(CodeMethod::name).toList());
        }
        takes.forEach(method -> facts.count(found.type().name() + "#" + method.name()));
        return Stream.concat(takes.stream().flatMap(method -> take(found, method, facts)), others(found, takes, facts));
    }

    private static Stream<Finding> take(Found found, CodeMethod method, Facts facts) {
        MethodBody body = facts.body(found.type(), method);
        if (!body.isDecided()) {
            return Stream.empty();
        }
        List<Finding> findings = new ArrayList<>();
        for (Exit exit : body.exits()) {
            fault(found, exit)
                    .ifPresent(
                            what -> findings.add(at(found.type(), method, exit.line(), method.shown() + " " + what)));
        }
        if (!body.returns()) {
            findings.add(new Finding(
                    KIND, new Site.OfMethod(found.type(), method), method.shown() + " never returns the value"));
        }
        body.calls().stream()
                .filter(call -> refills(call, found, method, facts))
                .forEach(call -> findings.add(at(
                        found.type(),
                        method,
                        call.line(),
                        "%s calls %s, which writes %s"
                                .formatted(
                                        method.shown(),
                                        call.method().shown(),
                                        found.field().shown()))));
        body.flows().stream()
                .filter(flow -> flow.sink() instanceof Sink.Captured captured && writes(captured.body(), found, facts))
                .forEach(flow -> findings.add(at(
                        found.type(),
                        method,
                        flow.line(),
                        "%s makes a function that writes %s"
                                .formatted(method.shown(), found.field().shown()))));
        return findings.stream();
    }

    /** Returns what is wrong where a take method returns. */
    private static Optional<String> fault(Found found, Exit exit) {
        CodeField field = found.field();
        Map<Instance, Emptied> emptied = new HashMap<>();
        exit.emptied().forEach((cell, how) -> {
            if (cell.field().equals(field.id())) {
                emptied.put(cell.of(), how);
            }
        });
        Value result = exit.result();
        Set<Instance> from = Stream.concat(result.reads().stream(), result.carriedReads().stream())
                .filter(read -> read.field().equals(field.id()))
                .map(Read::of)
                .collect(Collectors.toSet());
        boolean givesOther =
                result.reads().stream().anyMatch(read -> !read.field().equals(field.id()))
                        || !result.parameters().isEmpty();
        if (emptied.isEmpty()) {
            return Optional.of(
                    from.isEmpty()
                            ? "does not clear %s on every path".formatted(field.shown())
                            : "returns the value and does not clear %s on every path".formatted(field.shown()));
        }
        boolean isLost = from.isEmpty() && emptied.containsValue(Emptied.WRITTEN);
        if (givesOther || isLost || !emptied.keySet().containsAll(from)) {
            return Optional.of("clears %s and does not return the old value".formatted(field.shown()));
        }
        return Optional.empty();
    }

    private static boolean refills(Call call, Found found, CodeMethod take, Facts facts) {
        return !call.method().equals(take.id()) && writes(call.method(), found, facts);
    }

    private static boolean writes(MethodId id, Found found, Facts facts) {
        return id.owner().equals(found.type().name())
                && found.type()
                        .methods(id.name())
                        .filter(method -> method.descriptor().equals(id.descriptor()) && !method.isConstructor())
                        .anyMatch(method -> facts.body(found.type(), method).accesses().stream()
                                .filter(Access::isWrite)
                                .anyMatch(access ->
                                        access.field().equals(found.field().id())));
    }

    private static Stream<Finding> others(Found found, List<CodeMethod> takes, Facts facts) {
        return LetOut.any(facts, found.field()).stream()
                .filter(escape -> !(takes.contains(escape.method()) && escape.how() == LetOut.How.RETURNED))
                .map(escape -> at(
                        escape.in(),
                        escape.method(),
                        escape.line(),
                        (escape.isRead()
                                        ? "%s reads %s out: it %s"
                                        : "%s lets the value of %s out: it %s after putting it there")
                                .formatted(
                                        escape.method().shown(), found.field().shown(), escape.detail())));
    }

    private static Finding at(CodeType type, CodeMethod method, int line, String message) {
        return new Finding(KIND, new Site.InBody(type, method, line), message);
    }
}
