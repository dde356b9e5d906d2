package dev.moveguard.rule;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Call;
import dev.moveguard.code.MethodBody.Cell;
import dev.moveguard.code.MethodBody.Flow;
import dev.moveguard.code.MethodBody.Instance;
import dev.moveguard.code.MethodBody.Read;
import dev.moveguard.code.MethodBody.Sink;
import dev.moveguard.code.MethodBody.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the places where the value of a field gets out of it: returned, thrown, stored elsewhere, or passed to code that keeps it. */
final class LetOut {
    /**
     * A place where the value gets out.
     *
     * @param isRead whether it was read from the field, and not given to it by the same method
     * @param detail what is done with it, in the third person: {@code returns it}, {@code stores it in Vm.pending}
     */
    record Escape(CodeType in, CodeMethod method, int line, How how, boolean isRead, String detail) {}

    /** The way out. */
    enum How {
        RETURNED,
        THROWN,
        STORED,
        PUT,
        PASSED
    }

    private final Facts facts;
    private final CodeField field;
    private final Keeping keeping;
    private final Deposits deposits;
    /** Which reads count: only those whose value the field still holds, or all. */
    private final Predicate<Read> counts;

    private LetOut(Facts facts, CodeField field, Predicate<Read> counts) {
        this.facts = facts;
        this.field = field;
        this.keeping = new Keeping(facts);
        this.deposits = new Deposits(facts, field);
        this.counts = counts;
    }

    /** Returns the places where the value gets out while the field may still hold it. */
    static List<Escape> stillHeld(Facts facts, CodeField field) {
        return new LetOut(facts, field, Read::isHeld).escapes();
    }

    /** Returns all places where the value gets out, taken from the field or not. */
    static List<Escape> any(Facts facts, CodeField field) {
        return new LetOut(facts, field, read -> true).escapes();
    }

    private List<Escape> escapes() {
        List<Escape> escapes = new ArrayList<>();
        facts.code()
                .mentioning(field.owner())
                .peek(facts.code()::prepareWithPlaces)
                .forEach(type -> type.methods().forEach(method -> collect(type, method, escapes)));
        return escapes;
    }

    private void collect(CodeType type, CodeMethod method, List<Escape> escapes) {
        MethodBody body = facts.bodyWithPlaces(type, method);
        for (Flow flow : body.flows()) {
            if (counts(flow.value()) && isElsewhere(flow, body) && !isAssigned(method, flow)) {
                way(flow.sink())
                        .ifPresent(how ->
                                escapes.add(escape(type, method, flow.line(), how, flow.value(), detail(flow.sink()))));
            }
        }
        for (Call call : body.calls()) {
            for (int i = 0; i < call.arguments().size(); i++) {
                if (counts(call.arguments().get(i)) && keeping.keeps(call, i)) {
                    String detail = "passes it to " + call.method().shown();
                    escapes.add(escape(
                            type,
                            method,
                            call.line(),
                            How.PASSED,
                            call.arguments().get(i),
                            detail));
                }
            }
        }
    }

    private Escape escape(CodeType type, CodeMethod method, int line, How how, Value value, String detail) {
        return new Escape(type, method, line, how, reads(value).anyMatch(counts), detail);
    }

    /** Whether an accessor, made by compilers before Java 11 for a nested class, gives back what that class has assigned. */
    private boolean isAssigned(CodeMethod method, Flow flow) {
        return method.isSynthetic()
                && method.name().startsWith("access$")
                && reads(flow.value()).noneMatch(counts);
    }

    /** Whether a value is or carries what the field holds, or, when all reads count, held. */
    private boolean counts(Value value) {
        return reads(value).anyMatch(counts) || deposits.isIn(value.places());
    }

    private static Optional<How> way(Sink sink) {
        if (sink instanceof Sink.Returned) {
            return Optional.of(How.RETURNED);
        }
        if (sink instanceof Sink.Thrown) {
            return Optional.of(How.THROWN);
        }
        if (sink instanceof Sink.Stored) {
            return Optional.of(How.STORED);
        }
        return sink instanceof Sink.PutInto ? Optional.of(How.PUT) : Optional.empty();
    }

    private static String detail(Sink sink) {
        if (sink instanceof Sink.Stored stored) {
            return "stores it in " + stored.field().shown();
        }
        if (sink instanceof Sink.PutInto put) {
            return function(put.container())
                    .map(name -> "passes it to " + CodeType.withArticle(name))
                    .orElse("puts it into a container");
        }
        return sink instanceof Sink.Thrown ? "throws it" : "returns it";
    }

    /** Returns the simple name of the interface when what a value is put into is no container but code. */
    private static Optional<String> function(Value container) {
        return container.types().stream()
                .filter(type -> type.startsWith("java.util.function.") || type.startsWith("java.util.concurrent.Exec"))
                .sorted()
                .findFirst()
                .map(CodeType::simpleName);
    }

    /** Returns the reads of the field that a value is or carries. */
    private Stream<Read> reads(Value value) {
        return Stream.concat(value.reads().stream(), value.carriedReads().stream())
                .filter(read -> deposits.isField(read.field()));
    }

    /** Whether a flow leads anywhere but back into the field it was read from. */
    private boolean isElsewhere(Flow flow, MethodBody body) {
        if (!(flow.sink() instanceof Sink.Stored stored) || stored.isInside() || !deposits.isField(stored.field())) {
            return true;
        }
        Value value = flow.value();
        boolean fromAnother = Stream.concat(
                        value.reads().stream()
                                .filter(read -> deposits.isField(read.field()))
                                .map(Read::of),
                        deposits.in(value.places()).map(Cell::of))
                .anyMatch(of -> !(of instanceof Instance.This));
        boolean intoAnother = body.accesses().stream()
                .anyMatch(access -> access.isWrite()
                        && access.line() == flow.line()
                        && deposits.isField(access.field())
                        && !access.receiver().isThis());
        return fromAnother || intoAnother;
    }
}
