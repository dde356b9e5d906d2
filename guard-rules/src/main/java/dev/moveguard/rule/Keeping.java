package dev.moveguard.rule;

import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Call;
import dev.moveguard.code.MethodBody.Flow;
import dev.moveguard.code.MethodBody.Sink;
import dev.moveguard.code.MethodBody.Value;
import dev.moveguard.code.MethodId;
import dev.moveguard.rule.Callees.Callee;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what a method does with a parameter: whether it only looks at it, and in which fields it puts it. */
final class Keeping {
    private static final int MOST_CALLEES = 16;

    private final Facts facts;
    private final Callees callees;
    private final Map<Parameter, Boolean> kept = new HashMap<>();
    private final Map<Parameter, Set<FieldId>> stored = new HashMap<>();

    private record Parameter(MethodId method, int index) {}

    Keeping(Facts facts) {
        this.facts = facts;
        this.callees = new Callees(facts.code());
    }

    /** Whether a call passes its argument to scanned code that does more than look at it. */
    boolean keeps(Call call, int index) {
        if (!callees.isScanned(call.method())) {
            return false; // a library borrows; those known to keep what they are given are in the flows
        }
        List<Callee> found = callees.of(call.method(), call.isVirtual());
        return found.isEmpty() || found.stream().anyMatch(callee -> keeps(callee, index));
    }

    private boolean keeps(Callee callee, int index) {
        Parameter parameter = new Parameter(callee.method().id(), index);
        Boolean known = kept.get(parameter);
        if (known != null) {
            return known;
        }
        kept.put(parameter, false); // a recursive call adds nothing
        MethodBody body = facts.body(callee.type(), callee.method());
        boolean keeps = body.flows().stream().anyMatch(flow -> isKept(flow, index))
                || body.calls().stream().anyMatch(call -> passesOn(call, index));
        kept.put(parameter, keeps);
        return keeps;
    }

    private static boolean isKept(Flow flow, int index) {
        return !(flow.sink() instanceof Sink.Captured) && isOrCarries(flow.value(), index);
    }

    private boolean passesOn(Call call, int index) {
        for (int i = 0; i < call.arguments().size(); i++) {
            if (isOrCarries(call.arguments().get(i), index) && keeps(call, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOrCarries(Value value, int index) {
        return value.parameters().contains(index) || value.carriedParameters().contains(index);
    }

    /**
     * Returns the fields in which a call's scanned targets put an argument, at any depth of calls. A call that may run any of
     * very many methods tells nothing: it would accuse them all for what one of them is given.
     */
    Set<FieldId> stores(Call call, int index) {
        List<Callee> found = callees.of(call.method(), call.isVirtual());
        Set<FieldId> fields = new HashSet<>();
        if (found.size() <= MOST_CALLEES) {
            found.forEach(callee -> fields.addAll(stores(callee, index)));
        }
        return fields;
    }

    private Set<FieldId> stores(Callee callee, int index) {
        Parameter parameter = new Parameter(callee.method().id(), index);
        Set<FieldId> known = stored.get(parameter);
        if (known != null) {
            return known;
        }
        Set<FieldId> fields = new HashSet<>();
        stored.put(parameter, fields);
        MethodBody body = facts.body(callee.type(), callee.method());
        for (Flow flow : body.flows()) {
            if (flow.sink() instanceof Sink.Stored store && isOrCarries(flow.value(), index)) {
                fields.add(store.field());
            }
        }
        for (Call call : body.calls()) {
            for (int i = 0; i < call.arguments().size(); i++) {
                if (isOrCarries(call.arguments().get(i), index)) {
                    fields.addAll(stores(call, i));
                }
            }
        }
        return fields;
    }
}
