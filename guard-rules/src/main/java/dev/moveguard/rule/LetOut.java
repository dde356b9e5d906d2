package dev.moveguard.rule;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Call;
import dev.moveguard.code.MethodBody.Flow;
import dev.moveguard.code.MethodBody.Read;
import dev.moveguard.code.MethodBody.Sink;
import dev.moveguard.code.MethodBody.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the places where the value of a field gets out of it: returned, thrown, stored elsewhere, or passed to code that keeps it. */
final class LetOut {
    /**
     * A place where the value gets out.
     *
     * @param how what is done with it, in the third person: {@code returns}, {@code stores it in Vm.pending}
     */
    record Escape(CodeType in, CodeMethod method, int line, How how, String detail) {}

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
    /** Which reads count: only those whose value the field still holds, or all. */
    private final Predicate<Read> counts;

    private LetOut(Facts facts, CodeField field, Predicate<Read> counts) {
        this.facts = facts;
        this.field = field;
        this.keeping = new Keeping(facts);
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
                .forEach(type -> type.methods().forEach(method -> collect(type, method, escapes)));
        return escapes;
    }

    private void collect(CodeType type, CodeMethod method, List<Escape> escapes) {
        MethodBody body = facts.body(type, method);
        for (Flow flow : body.flows()) {
            if (reads(flow.value()).anyMatch(counts) && isElsewhere(flow, body)) {
                add(type, method, flow, escapes);
            }
        }
        for (Call call : body.calls()) {
            for (int i = 0; i < call.arguments().size(); i++) {
                if (reads(call.arguments().get(i)).anyMatch(counts) && keeping.keeps(call, i)) {
                    escapes.add(new Escape(
                            type,
                            method,
                            call.line(),
                            How.PASSED,
                            "passes it to " + call.method().shown()));
                }
            }
        }
    }

    private void add(CodeType type, CodeMethod method, Flow flow, List<Escape> escapes) {
        Sink sink = flow.sink();
        if (sink instanceof Sink.Returned) {
            escapes.add(new Escape(type, method, flow.line(), How.RETURNED, "returns it"));
        } else if (sink instanceof Sink.Thrown) {
            escapes.add(new Escape(type, method, flow.line(), How.THROWN, "throws it"));
        } else if (sink instanceof Sink.Stored stored) {
            escapes.add(new Escape(
                    type,
                    method,
                    flow.line(),
                    How.STORED,
                    "stores it in " + stored.field().shown()));
        } else if (sink instanceof Sink.PutInto) {
            escapes.add(new Escape(type, method, flow.line(), How.PUT, "puts it into a container"));
        }
    }

    /** Returns the reads of the field that a value is or carries. */
    private Stream<Read> reads(Value value) {
        return Stream.concat(value.reads().stream(), value.carriedReads().stream())
                .filter(read -> isField(read.field()));
    }

    private boolean isField(FieldId id) {
        return id.name().equals(field.name())
                && (id.owner().equals(field.owner()) || facts.code().isSubtype(id.owner(), field.owner()));
    }

    /** Whether a flow leads anywhere but back into the field it was read from. */
    private boolean isElsewhere(Flow flow, MethodBody body) {
        if (!(flow.sink() instanceof Sink.Stored stored) || stored.isInside() || !isField(stored.field())) {
            return true;
        }
        Set<Read> reads = flow.value().reads();
        boolean fromAnother = reads.stream().anyMatch(read -> isField(read.field()) && !read.ofThis());
        boolean intoAnother = body.accesses().stream()
                .anyMatch(access -> access.isWrite()
                        && access.line() == flow.line()
                        && isField(access.field())
                        && !access.receiver().isThis());
        return fromAnother || intoAnother;
    }
}
