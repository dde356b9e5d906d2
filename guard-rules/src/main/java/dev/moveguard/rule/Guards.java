package dev.moveguard.rule;

import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Call;
import dev.moveguard.code.MethodBody.Sink;
import dev.moveguard.code.MethodId;
import dev.moveguard.rule.OwnedField.Found;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the methods of an owner that lock to use its field: a value with one owner needs no lock, for two cannot reach it. */
final class Guards {
    private static final String LOCKS = "java.util.concurrent.locks.";
    private static final String SEMAPHORE = "java.util.concurrent.Semaphore";

    private final Found found;
    private final Facts facts;
    private final Map<MethodId, Boolean> uses = new HashMap<>();

    /** Something a body runs, called or made into a function. */
    private record Run(MethodId method, int line) {}

    Guards(Found found, Facts facts) {
        this.found = found;
        this.facts = facts;
    }

    Stream<Finding> findings(String kind) {
        return found.type().methods().stream()
                .flatMap(method -> Stream.concat(
                        method.isSynchronized()
                                ? use(method, 0).stream()
                                        .map(how -> new Finding(
                                                kind,
                                                new Site.OfMethod(found.type(), method),
                                                "%s is synchronized and uses %s".formatted(method.shown(), how)))
                                : Stream.empty(),
                        locks(facts.body(found.type(), method))
                                .flatMap(line -> use(method, line).stream()
                                        .map(how -> new Finding(
                                                kind,
                                                new Site.InBody(found.type(), method, line),
                                                "%s locks to use %s".formatted(method.shown(), how))))));
    }

    private static Stream<Integer> locks(MethodBody body) {
        return Stream.concat(
                body.locks().stream(),
                body.calls().stream().filter(Guards::locks).map(Call::line));
    }

    private static boolean locks(Call call) {
        String name = call.method().name();
        return call.method().owner().startsWith(LOCKS)
                        && name.matches("lock.*|tryLock|readLock|writeLock|.*ReadLock|.*WriteLock")
                || call.method().owner().equals(SEMAPHORE) && name.matches("acquire.*|tryAcquire");
    }

    /** Returns in words how a method uses the field: itself, or from a line on by another of the owner's methods. */
    private Optional<String> use(CodeMethod method, int line) {
        String field = found.field().shown();
        MethodBody body = facts.body(found.type(), method);
        return touches(body)
                ? Optional.of(field)
                : runs(body)
                        .filter(run -> run.line() >= line && uses(run.method()))
                        .findFirst()
                        .map(run -> isWritten(run.method())
                                ? "%s through %s".formatted(field, run.method().shown())
                                : field);
    }

    /** Lambda bodies are methods too, with names that compilers make up. */
    private boolean isWritten(MethodId id) {
        return OwnedField.written(found.type()).anyMatch(method -> method.id().equals(id));
    }

    private boolean uses(MethodId id) {
        Boolean known = uses.get(id);
        if (known != null) {
            return known;
        }
        uses.put(id, false); // a recursive call adds nothing
        boolean isUse = found.type()
                .methods(id.name())
                .filter(method -> method.id().equals(id) && !method.isConstructor())
                .map(method -> facts.body(found.type(), method))
                .anyMatch(body -> touches(body) || runs(body).anyMatch(run -> uses(run.method())));
        uses.put(id, isUse);
        return isUse;
    }

    private boolean touches(MethodBody body) {
        return body.accesses().stream()
                .anyMatch(access -> access.field().equals(found.field().id()));
    }

    /** Returns what a body runs, in the order of its lines. */
    private static Stream<Run> runs(MethodBody body) {
        Stream<Run> called = body.calls().stream().map(call -> new Run(call.method(), call.line()));
        Stream<Run> made = body.flows().stream()
                .filter(flow -> flow.sink() instanceof Sink.Captured)
                .map(flow -> new Run(((Sink.Captured) flow.sink()).body(), flow.line()));
        return Stream.concat(called, made);
    }
}
