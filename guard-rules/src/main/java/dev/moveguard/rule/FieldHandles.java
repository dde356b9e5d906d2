package dev.moveguard.rule;

import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody.Call;
import java.util.Map;
import java.util.Set;

/** Tells which field a {@code VarHandle} writes: the one that the class looks up when it is initialised. */
final class FieldHandles {
    private static final Set<String> READING = Set.of("get", "getVolatile", "getOpaque", "getAcquire");

    private final Facts facts;

    FieldHandles(Facts facts) {
        this.facts = facts;
    }

    /** Whether a call writes an argument, the last, where a handle points. */
    boolean isWritten(Call call, int argument) {
        return call.method().owner().equals("java.lang.invoke.VarHandle")
                && !READING.contains(call.method().name())
                && argument == call.arguments().size() - 1;
    }

    /** Returns the field behind a handle that is kept in a field; that field itself where the class does not tell. */
    FieldId addressed(FieldId handle) {
        return facts.type(handle.owner()).stream()
                .flatMap(type -> type.methods("<clinit>").map(method -> facts.body(type, method)))
                .flatMap(body -> body.addressed().entrySet().stream())
                .filter(entry -> entry.getKey().equals(handle))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(handle);
    }
}
