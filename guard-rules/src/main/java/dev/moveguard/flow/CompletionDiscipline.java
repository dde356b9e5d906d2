package dev.moveguard.flow;

import dev.moveguard.code.CodeType;
import dev.moveguard.flow.FlowState.Cargo;
import dev.moveguard.flow.Movement.Manner;
import dev.moveguard.rule.Finding.Related;
import dev.moveguard.rule.Site;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** Of a group of methods exactly one is called on a value, once, or the value is handed on to somebody who will. */
final class CompletionDiscipline implements Discipline {
    /** Methods that look at what they are given, and will not complete it. */
    private static final Set<String> LOOKING_OWNERS =
            Set.of("java.lang.String", "java.lang.StringBuilder", "java.lang.StringBuffer", "java.io.PrintStream");

    /** Where a captured value counts as made: parameters are below zero. */
    private static final int CAPTURED = Integer.MIN_VALUE;

    private final Body body;
    private final Ownership ownership;
    private final Contracts contracts;
    private final Diagnosis diagnosis;
    private final Set<String> group;
    private final Bounds bounds;
    /** How often a value has to be completed. */
    record Bounds(boolean atMost, boolean atLeast) {}

    private final Set<Integer> lost = new TreeSet<>();
    private final Set<Integer> completedSomewhere = new HashSet<>();
    private final Map<Integer, Integer> lostAt = new HashMap<>();
    /** The name of what the object of the body has captured and the body has to see to; null: there is none. */
    private @Nullable String captured;

    private boolean isReporting;

    CompletionDiscipline(Body body, Ownership ownership, Diagnosis diagnosis, Set<String> group, Bounds bounds) {
        this.body = body;
        this.ownership = ownership;
        this.contracts = ownership.contracts();
        this.diagnosis = diagnosis;
        this.group = Set.copyOf(group);
        this.bounds = bounds;
    }

    @Override
    public void report() {
        isReporting = true;
    }

    @Override
    public boolean guards(Held value) {
        return guards(value.types());
    }

    /** An array is nothing to complete; what stands in it is not told apart. */
    private boolean guards(Set<String> types) {
        return types.stream()
                .anyMatch(type -> !type.endsWith("]") && contracts.guarded().includes(type));
    }

    /** A completion that throws has not completed anything: its handler may. */
    @Override
    public boolean takesWhenThrown() {
        return false;
    }

    @Override
    public void begins(FlowState state) {
        if (bounds.atMost() || !contracts.owesParameters(body.node())) {
            return;
        }
        List<Place.Variable> parameters = body.variables().parameters();
        Type[] types = Type.getArgumentTypes(body.node().desc);
        for (int i = 0; i < parameters.size(); i++) {
            boolean isGuarded = guards(HeldInterpreter.types(types[i]));
            if (isGuarded && isOwed(parameters.get(i), i)) {
                state.acquire(parameters.get(i), Set.of(-1 - i));
            }
        }
        beginCapture(state);
    }

    /**
     * What an object of an anonymous class has captured is this body's, as it is a lambda's, if it completes it somewhere. Not where only
     * some parameters count: handlers that run once for each of many events look the same.
     */
    private void beginCapture(FlowState state) {
        Optional<String> sole = contracts.owesUnhandledParameters() ? contracts.soleCapture(body) : Optional.empty();
        sole.ifPresent(field -> {
            captured = field.substring("val$".length());
            state.acquire(new Place.FieldOf(new Place.Receiver(), field), Set.of(CAPTURED));
        });
    }

    /** Whether the body has to see to a parameter. One that a lambda captured is its own as soon as it completes it somewhere. */
    private boolean isOwed(Place.Variable parameter, int index) {
        if (body.method().isLambdaBody() && !contracts.owesUnhandledParameters() && capturesGuarded()) {
            return false; // it may see to one that it captured instead
        }
        Summaries.Summary summary = contracts.bodyOf(body.method());
        if (index < body.captures().names().size()) {
            return summary != null && summary.takes(index) && contracts.isSoleCapture(body.method());
        }
        boolean isLent =
                summary != null && summary.effect(index) == Summaries.Effect.LOOKS && contracts.isCalled(body.method());
        return ownership.isOwn(parameter) && !isLent;
    }

    private boolean capturesGuarded() {
        Type[] types = Type.getArgumentTypes(body.node().desc);
        for (int i = 0; i < body.captures().names().size(); i++) {
            if (contracts.guarded().includes(HeldInterpreter.types(types[i]))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void borrowed(FlowState state, Held value, int at) {}

    @Override
    public void reached(FlowState state, Held value, int at) {}

    @Override
    public void given(FlowState state, Held value, Movement movement) {
        for (Place place : value.places()) {
            release(state, place);
        }
    }

    private void release(FlowState state, Place place) {
        completedSomewhere.addAll(state.release(place));
        if (place instanceof Place.Made made) {
            completedSomewhere.add(made.instruction());
        }
    }

    @Override
    public void lentAndGiven(FlowState state, Held value, Movement movement) {
        given(state, value, movement);
    }

    @Override
    public Held assigned(FlowState state, Held value, Place.Variable variable, int at) {
        if (!value.places().contains(variable)) {
            state.refresh(variable);
        }
        return value; // one more name of the same value
    }

    @Override
    public void called(FlowState state, Held receiver, MethodInsnNode call, int at) {
        boolean isClosedAlready = body.resources().isClosing(call)
                && receiver.places().stream().anyMatch(place -> state.moves(place) != null);
        if (group.contains(call.name) && !isClosedAlready) {
            complete(state, receiver, at, contracts.shown(call));
        } else if (bounds.atLeast()) {
            receiver.places().forEach(place -> awaited(state, place));
        }
    }

    /** Nobody waits for a value that nobody has looked at: it may be forgotten as it was made. */
    private static void awaited(FlowState state, Place place) {
        Set<Integer> sites = state.live().get(place);
        if (sites != null && sites.isEmpty() && place instanceof Place.Made made) {
            state.acquire(place, Set.of(made.instruction()));
        }
    }

    @Override
    public boolean settles(FlowState state, Held argument, MethodInsnNode call, int index, int at) {
        boolean completes = contracts.completes(call, index);
        if (completes) {
            complete(state, argument, at, contracts.shown(call));
        }
        return completes || LOOKING_OWNERS.contains(call.owner.replace('/', '.')) || Contracts.isLog(call);
    }

    private void complete(FlowState state, Held value, int at, String by) {
        Movement movement = new Movement(at, value.loaded(), Manner.COMPLETED, by).original(body.copies());
        for (Place place : value.places()) {
            Moves moves = state.moves(place);
            if (moves != null && isReporting && !bounds.atLeast()) {
                twice(value, place, moves, movement, at);
            }
            release(state, place);
            state.move(place, movement, value.places().size() == 1);
        }
    }

    private void twice(Held value, Place place, Moves moves, Movement movement, int at) {
        boolean isLoop = moves.by(movement.at(), movement.loaded());
        if (isLoop) {
            diagnosis.report(
                    "completed-twice",
                    at,
                    "%s is completed in a loop, again in its next round".formatted(shown(value, place)),
                    List.of(),
                    "leave the loop once it is completed");
        } else {
            diagnosis.report(
                    "completed-twice",
                    at,
                    "%s is completed after it was completed".formatted(shown(value, place)),
                    moves,
                    diagnosis.story(place, moves.first(), type(value)),
                    "return after the first completion");
        }
    }

    @Override
    public void capturedToComplete(FlowState state, Held value, Site where) {
        for (Place place : value.places()) {
            Moves moves = state.moves(place);
            if (moves != null && isReporting && !bounds.atLeast()) {
                diagnosis.reportAt(
                        "completed-twice",
                        where,
                        "%s is completed after it was completed %s".formatted(shown(value, place), moves.paths()),
                        diagnosis.story(place, moves.first(), type(value)),
                        "return after the first completion");
            }
        }
    }

    @Override
    public void bound(FlowState state, Held receiver, String method, Movement movement) {
        for (Place place : receiver.places()) {
            Moves moves = state.moves(place);
            if (moves != null && isReporting && !bounds.atLeast() && group.contains(method)) {
                twice(receiver, place, moves, movement, movement.at());
            }
        }
        given(state, receiver, movement);
    }

    @Override
    public void captured(FlowState state, Held carrier, Cargo cargo, boolean isLookedAtOnly, boolean isJudgedThere) {
        if (!isLookedAtOnly) {
            given(state, cargo.value(), cargo.movement());
        }
    }

    @Override
    public void made(FlowState state, Held value, int at) {
        if (bounds.atMost() || !contracts.owes(body.instruction(at))) {
            return;
        }
        for (Place place : value.places()) {
            if (place instanceof Place.Made made) {
                dropped(state, place, at);
                state.acquire(place, bounds.atLeast() ? Set.of() : Set.of(made.instruction()));
            }
        }
    }

    @Override
    public void overwritten(FlowState state, Place place, int at) {}

    @Override
    public void isNull(FlowState state, Held value) {
        if (value.places().size() == 1) {
            value.places().forEach(state::release);
        }
    }

    private void dropped(FlowState state, Place place, int at) {
        Set<Integer> sites = state.release(place);
        if (isReporting) {
            lost.addAll(sites);
            sites.forEach(site -> lostAt.putIfAbsent(site, at));
        }
    }

    @Override
    public void ends(FlowState state, int at) {
        if (isReporting && (body.isReturn(at) || !contracts.excusesExceptions())) {
            state.live().values().forEach(sites -> {
                lost.addAll(sites);
                sites.forEach(site -> lostAt.putIfAbsent(site, at));
            });
        }
    }

    /** Reports what nobody completed, when the whole body has been gone through. */
    void reportLost() {
        if (bounds.atMost()) {
            return;
        }
        for (int site : lost) {
            boolean isOwedAnyway = contracts.owesUnhandledParameters() && site != CAPTURED;
            if (site < 0 && !completedSomewhere.contains(site) && !isOwedAnyway) {
                continue;
            }
            String how = completedSomewhere.contains(site)
                    ? "is not completed on some path"
                    : "is never completed or handed on";
            int end = lostAt.getOrDefault(site, -1);
            List<Related> related = end < 0
                    ? List.of()
                    : List.of(new Related(body.line(end), "a path ends here that does not complete it"));
            String repair = "call %s on every path, or hand it on".formatted(String.join(" or ", new TreeSet<>(group)));
            if (site == CAPTURED && captured != null) {
                diagnosis.reportAt(
                        "never-completed", body.firstMention(captured), captured + " " + how, related, repair);
            } else if (site < 0) {
                Place.Variable parameter = body.variables().parameters().get(-1 - site);
                diagnosis.reportAt(
                        "never-completed", body.declaration(parameter), parameter.name() + " " + how, related, repair);
            } else {
                String what = CodeType.withArticle(body.made(site));
                diagnosis.report("never-completed", site, what + " made here " + how, related, repair);
            }
        }
    }

    private String shown(Held value, Place place) {
        String name = body.variableOf(value.loaded());
        if (name != null) {
            return name;
        }
        return place instanceof Place.Made ? "the " + type(value) : place.shown();
    }

    private String type(Held value) {
        return value.types().stream()
                .filter(type -> contracts.guarded().includes(type))
                .sorted()
                .findFirst()
                .map(CodeType::simpleName)
                .orElse("value");
    }
}
