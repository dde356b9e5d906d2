package dev.moveguard.flow;

import dev.moveguard.code.CodeType;
import dev.moveguard.flow.FlowState.Cargo;
import dev.moveguard.flow.Movement.Manner;
import dev.moveguard.flow.Ownership.Owner;
import dev.moveguard.rule.Finding.Related;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** A value has one owner: what is moved is gone, and what is lent stays where it is. */
final class MoveDiscipline implements Discipline {
    private final Body body;
    private final Ownership ownership;
    private final Contracts contracts;
    private final Diagnosis diagnosis;
    private final boolean mustConsume;
    private boolean isReporting;
    /** Moves in loops that come back to where they were. */
    private final Set<Movement> meetingThemselves = new HashSet<>();
    /** Where values that got lost come from, and those of them that are given away on some other path. */
    private final Set<Integer> lost = new TreeSet<>();

    private final Set<Integer> givenSomewhere = new HashSet<>();
    private final Map<Integer, Integer> lostAt = new HashMap<>();
    /** The types of what was taken out of containers. */
    private final Map<Integer, String> takenAs = new HashMap<>();
    /** Instructions that read out of what had lost its value. */
    private final Set<Integer> readFromLost = new HashSet<>();

    MoveDiscipline(Body body, Ownership ownership, Diagnosis diagnosis, boolean mustConsume) {
        this.body = body;
        this.ownership = ownership;
        this.contracts = ownership.contracts();
        this.diagnosis = diagnosis;
        this.mustConsume = mustConsume;
    }

    @Override
    public void report() {
        isReporting = true;
    }

    @Override
    public boolean guards(Held value) {
        return contracts.guarded().includes(value.types());
    }

    @Override
    public boolean isOwn(Place place) {
        return ownership.isOwn(place);
    }

    @Override
    public boolean takesWhenThrown() {
        return true;
    }

    @Override
    public void unexpected(FlowState state) {
        if (contracts.excusesExceptions()) {
            state.releaseAll();
        }
    }

    // --- looking and giving --------------------------------------------------------------------------------------

    @Override
    public void borrowed(FlowState state, Held value, int at) {
        if (isReporting) {
            for (Place place : value.places()) {
                use(state, value, place, at, false);
            }
        }
    }

    @Override
    public void reached(FlowState state, Held value, int at) {
        if (isReporting) {
            for (Place place : value.places()) {
                Moves moves = state.lost(place);
                if (moves != null) {
                    lost(value, place, moves, at, false);
                    readFromLost.add(at);
                }
            }
        }
    }

    private int original(int instruction) {
        return instruction < 0 ? instruction : body.copies().original(instruction);
    }

    /** Tells whether a place is whole where it is used; reports when it is not. */
    private boolean use(FlowState state, Held value, Place place, int at, boolean isMove) {
        Moves moves = state.lost(place);
        if (moves != null) {
            if (isReporting) {
                lost(value, place, moves, at, isMove);
            }
            return false;
        }
        Place part = contracts.isLenient() ? null : state.lostPart(place);
        if (part != null && isReporting) {
            partlyLost(state, value, place, part, at);
        }
        return part == null;
    }

    private void lost(Held value, Place place, Moves moves, int at, boolean isMove) {
        if (isMove && moves.by(original(at), original(value.loaded()))) {
            inLoop(value, place, at);
            return;
        }
        if (!isMove && isOfEarlierRound(moves, at)) {
            return; // the move itself is reported
        }
        if (place.whole() != null && readFromLost.contains(value.read())) {
            return; // the reading is reported
        }
        Movement movement = moves.first();
        boolean isCapture = moves.in(Manner.CAPTURED);
        String message = isCapture
                ? "%s is used after it was captured".formatted(shown(value, place))
                : "%s is used after it was moved".formatted(shown(value, place));
        diagnosis.report(
                isCapture ? "captured-move" : "use-after-move",
                where(value, at),
                message,
                moves,
                diagnosis.story(place, movement, type(value)),
                Repairs.afterMove(movement, shown(value, place), type(value)));
    }

    private void inLoop(Held value, Place place, int at) {
        List<Related> related = new ArrayList<>();
        diagnosis.declaration(place, type(value), related);
        diagnosis.report(
                "move-in-loop",
                where(value, at),
                "%s is moved in a loop, again in its next round".formatted(shown(value, place)),
                related,
                "give %s a fresh value before the next round, or leave the loop".formatted(shown(value, place)));
    }

    /** Whether only moves further on in a loop led here, each of which meets itself again and is reported there. */
    private boolean isOfEarlierRound(Moves moves, int at) {
        return moves.movements().stream()
                .allMatch(
                        movement -> body.isBefore(original(at), movement.at()) && meetingThemselves.contains(movement));
    }

    private void partlyLost(FlowState state, Held value, Place place, Place part, int at) {
        Moves moves = state.moves(part);
        if (moves != null) {
            diagnosis.report(
                    "partial-move",
                    where(value, at),
                    "%s is used after %s was moved out of it".formatted(shown(value, place), part.shown()),
                    moves,
                    diagnosis.story(part, moves.first(), type(value)),
                    "give %s a fresh value first".formatted(part.shown()));
        }
    }

    @Override
    public void given(FlowState state, Held value, Movement move) {
        Movement movement = move.original(body.copies());
        if (contracts.isLenient() && movement.manner() != Manner.CONSUMED) {
            borrowed(state, value, movement.at());
            value.places().forEach(place -> givenSomewhere.addAll(state.release(place)));
            return;
        } else if (value.isStored()) {
            storedTwice(value, movement);
            return;
        }
        for (Place place : value.places()) {
            Moves before = state.lost(place);
            if (before != null && before.movements().contains(movement)) {
                meetingThemselves.add(movement);
            }
            boolean isWhole = use(state, value, place, move.at(), true);
            Owner owner = ownership.of(place);
            if (owner != Owner.BODY) {
                if (isWhole && isReporting) {
                    lent(value, place, owner, movement);
                }
                continue;
            }
            givenSomewhere.addAll(state.release(place));
            state.move(place, movement, value.places().size() == 1);
        }
    }

    private void storedTwice(Held value, Movement movement) {
        if (isReporting) {
            String place = value.places().iterator().next().shown();
            diagnosis.report(
                    "shared-store",
                    where(value, movement.at()),
                    "the value stored in %s is %s as well".formatted(place, movement.into()),
                    List.of(),
                    "keep one owner: store the value in one place");
        }
    }

    @Override
    public void givenToMany(Held value, Movement movement) {
        if (isReporting) {
            String name = value.places().stream()
                    .findFirst()
                    .map(place -> shown(value, place))
                    .orElse("the value");
            diagnosis.report(
                    "shared-store",
                    where(value, movement.at()),
                    "%s is stored more than once, moved %s".formatted(name, movement.into()),
                    List.of(),
                    "make a value for each place");
        }
    }

    private void lent(Held value, Place place, Owner owner, Movement movement) {
        String name = shown(value, place);
        String how = movement.manner() == Manner.PASSED || movement.manner() == Manner.ASSIGNED
                ? "moved " + movement.into()
                : movement.manner() == Manner.CONSUMED ? "used up by " + movement.into() : movement.into();
        List<Related> related = new ArrayList<>();
        if (owner != Owner.ENCLOSING_BODY) { // what is captured is declared outside of the body
            diagnosis.declaration(place, type(value), related);
        }
        switch (owner) {
            case CALLER ->
                diagnosis.report(
                        "move-out-of-borrow",
                        where(value, movement.at()),
                        "%s is only lent to %s and is %s"
                                .formatted(name, body.method().shown(), how),
                        related,
                        place instanceof Place.Receiver
                                ? "mark the method @Consumes, or leave this where it is"
                                : "take the parameter without @Borrows, or only look at it");
            case ENCLOSING_BODY ->
                diagnosis.report(
                        "move-out-of-capture",
                        where(value, movement.at()),
                        "%s is captured by a body that may run more than once, and is %s".formatted(name, how),
                        related,
                        "move it outside of the body, or name the interface under once: if it runs at most once");
            case OBJECT ->
                diagnosis.report(
                        "move-out-of-field",
                        value.read() >= 0 ? value.read() : where(value, movement.at()),
                        "%s is %s and stays in its field".formatted(name, how),
                        movedFrom(value, movement, name, related),
                        "read %s into a variable and overwrite the field before anything else".formatted(name));
            case CLASS ->
                diagnosis.report(
                        "move-out-of-static",
                        value.read() >= 0 ? value.read() : where(value, movement.at()),
                        "%s is %s and stays in its static field".formatted(name, how),
                        movedFrom(value, movement, name, related),
                        "read %s into a variable and overwrite the field before anything else".formatted(name));
            case CONTAINER ->
                diagnosis.report(
                        "move-out-of-index",
                        where(value, movement.at()),
                        "%s is %s and stays in its container".formatted(name, how),
                        movedFrom(value, movement, name, related),
                        "take it out with remove, poll or pop, or overwrite the element first");
            case BODY -> {}
        }
    }

    private List<Related> movedFrom(Held value, Movement movement, String name, List<Related> declaration) {
        List<Related> related = new ArrayList<>();
        if (value.read() >= 0 && value.read() != value.loaded() && movement.loaded() >= 0) {
            related.add(new Related(body.at(movement.loaded()), "%s leaves here".formatted(name)));
        }
        related.addAll(declaration);
        return related;
    }

    @Override
    public void takenLate(Held value, Place field, MethodInsnNode call, int at) {
        if (isReporting && ownership.of(field) == Owner.OBJECT) {
            diagnosis.report(
                    "move-out-of-field",
                    value.read(),
                    "%s is taken out of its field after %s could see it there"
                            .formatted(field.shown(), Body.simpleName(call.owner) + "." + call.name),
                    List.of(new Related(body.at(at), "the field still holds it here")),
                    "overwrite the field right after it is read");
        }
    }

    @Override
    public void lentAndGiven(FlowState state, Held value, Movement movement) {
        if (isReporting) {
            for (Place place : value.places()) {
                diagnosis.report(
                        "borrowed-and-moved",
                        where(value, movement.at()),
                        "%s is moved %s by the call that borrows it".formatted(shown(value, place), movement.into()),
                        List.of(),
                        "make two calls, the one that borrows first");
            }
        }
        for (Place place : value.places()) {
            givenSomewhere.addAll(state.release(place));
            if (ownership.isOwn(place)) {
                state.move(place, movement, value.places().size() == 1);
            }
        }
    }

    @Override
    public void called(FlowState state, Held receiver, MethodInsnNode call, int at) {
        if (body.resources().isClosing(call) && !isOpen(state, receiver, call)) {
            return;
        }
        boolean isLate =
                contracts.isForAnyTime(call) && receiver.places().stream().anyMatch(place -> state.lost(place) != null);
        if (contracts.consumesReceiver(call) && !isLate && !isOverridden(call)) {
            given(state, receiver, new Movement(at, receiver.loaded(), Manner.CONSUMED, contracts.shown(call)));
        } else if (!contracts.isForAnyTime(call)) {
            borrowed(state, receiver, at);
        }
    }

    /** Whether the call is that of the method which this one overrides: it does a part of the same. */
    private boolean isOverridden(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESPECIAL
                && contracts.consumesReceiver(body.method())
                && call.name.equals(body.method().name())
                && !call.owner.equals(Body.internalName(body.type()));
    }

    /** Whether a resource still is its statement's to close. One that was used up is done with: closing it again does nothing. */
    private boolean isOpen(FlowState state, Held resource, MethodInsnNode close) {
        for (Place place : resource.places()) {
            Moves moves = state.lost(place);
            if (moves != null && isReporting && outlives(moves, close) && place instanceof Place.Variable variable) {
                diagnosis.reportAt(
                        "use-after-move",
                        body.declaration(variable),
                        "%s is closed by its try after it was moved %s".formatted(place.shown(), moves.paths()),
                        diagnosis.story(place, moves.first(), type(resource)),
                        "declare %s outside of the parentheses of the try, or leave it in this method"
                                .formatted(place.shown()));
            }
            if (moves != null) {
                return false;
            }
        }
        return true;
    }

    /** Whether somebody else has what is closed: it is kept or given out, or closing uses up what was handed over. */
    private boolean outlives(Moves moves, MethodInsnNode close) {
        return moves.in(Manner.RETURNED)
                || moves.in(Manner.STORED)
                || moves.in(Manner.THROWN)
                || contracts.consumesReceiver(close)
                        && moves.movements().stream().anyMatch(this::isSurelyTaken);
    }

    /** Whether the body of the called method shows that it takes what it is given: others may have looked at it alone. */
    private boolean isSurelyTaken(Movement movement) {
        return movement.manner() == Manner.PASSED
                && body.instruction(movement.at()) instanceof MethodInsnNode call
                && contracts.takesSome(call);
    }

    @Override
    public boolean settles(FlowState state, Held argument, MethodInsnNode call, int index, int at) {
        boolean usesUp = contracts.isLenient() && contracts.completes(call, index);
        if (usesUp) {
            given(state, argument, new Movement(at, argument.loaded(), Manner.CONSUMED, contracts.shown(call)));
        }
        return usesUp;
    }

    @Override
    public void captured(FlowState state, Held carrier, Cargo cargo, boolean isLookedAtOnly, boolean isJudgedThere) {
        boolean isLent = cargo.value().places().stream().noneMatch(ownership::isOwn);
        boolean isOfClass = body.instruction(cargo.movement().at()) instanceof MethodInsnNode;
        if (isLookedAtOnly || isJudgedThere && (isLent || isOfClass)) {
            borrowed(state, cargo.value(), cargo.movement().at());
            if ((isLookedAtOnly || isOfClass) && !isCaptured(cargo.value())) {
                carrier.places().forEach(place -> state.carry(place, cargo));
            }
        } else {
            given(state, cargo.value(), cargo.movement());
        }
    }

    /** Whether it is captured already: a body in this one that looks at it looks at what this one may look at. */
    private boolean isCaptured(Held value) {
        return value.places().stream().allMatch(place -> ownership.of(place) == Owner.ENCLOSING_BODY);
    }

    // --- variables -----------------------------------------------------------------------------------------------

    @Override
    public Held assigned(FlowState state, Held value, Place.Variable variable, int at) {
        if (contracts.isLenient()) {
            if (!value.places().contains(variable)) {
                state.detach(variable, slot -> body.variables().at(slot, at), at);
                state.refresh(variable);
            }
            return value;
        }
        boolean isLent = !value.places().isEmpty() && value.places().stream().noneMatch(ownership::isOwn);
        Set<Integer> acquired = new TreeSet<>();
        if (!isLent && !value.isStored()) {
            for (Place place : value.places()) {
                acquired.addAll(state.live().getOrDefault(place, Set.of()));
            }
            Movement movement = new Movement(at, value.loaded(), Manner.ASSIGNED, "into " + variable.name());
            Set<Integer> givenBefore = Set.copyOf(givenSomewhere);
            given(state, value, movement);
            givenSomewhere.retainAll(givenBefore); // it has only got another owner
        }
        overwritten(state, variable, at);
        state.detach(variable, slot -> body.variables().at(slot, at), at);
        state.refresh(variable);
        Place own =
                ownership.isOwn(variable) ? variable : new Place.Made(at); // lent no more: it holds a value of the body
        state.refresh(own);
        if (!acquired.isEmpty()) {
            state.acquire(own, acquired);
        }
        return isLent || value.isStored() ? value : value.at(Set.of(own));
    }

    @Override
    public void isNull(FlowState state, Held value) {
        if (value.places().size() == 1) {
            value.places().forEach(state::release);
        }
    }

    // --- values that have to go somewhere ------------------------------------------------------------------------

    @Override
    public void begins(FlowState state) {
        if (!mustConsume || !contracts.owesParameters(body.node())) {
            return;
        }
        List<Place.Variable> parameters = body.variables().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Place.Variable parameter = parameters.get(i);
            if (ownership.isOwn(parameter) && isGuardedParameter(i) && !onlyLooksAt(i)) {
                state.acquire(parameter, Set.of(-1 - i));
            }
        }
    }

    private boolean onlyLooksAt(int parameter) {
        Summaries.Summary summary = contracts.bodyOf(body.method());
        return summary != null && summary.effect(parameter) == Summaries.Effect.LOOKS;
    }

    private boolean isGuardedParameter(int index) {
        return contracts.guarded().includes(HeldInterpreter.types(Type.getArgumentTypes(body.node().desc)[index]));
    }

    @Override
    public void made(FlowState state, Held value, int at) {
        if (mustConsume && contracts.owes(body.instruction(at))) {
            for (Place place : value.places()) {
                if (place instanceof Place.Made made) {
                    dropped(state, place, at);
                    state.acquire(place, Set.of(made.instruction()));
                }
            }
        }
    }

    @Override
    public void takenOut(FlowState state, Held value, int at) {
        if (guards(value)) {
            takenAs.put(at, type(value));
            made(state, value, at);
        }
    }

    @Override
    public void overwritten(FlowState state, Place place, int at) {
        dropped(state, place, at);
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

    /** Reports what got lost, when the whole body has been gone through. */
    void reportLost() {
        for (int site : lost) {
            if (site < 0 && !givenSomewhere.contains(site) && !contracts.owesUnhandledParameters()) {
                continue;
            }
            String paths = givenSomewhere.contains(site) ? "on some path" : "on every path";
            int end = lostAt.getOrDefault(site, -1);
            String how = end >= 0 && body.instruction(end).getOpcode() == Opcodes.ATHROW
                    ? "an exception leaves without it here"
                    : "it is lost here";
            List<Related> related = end < 0 ? List.of() : List.of(new Related(body.line(end), how));
            if (site < 0) {
                Place.Variable parameter = body.variables().parameters().get(-1 - site);
                diagnosis.reportAt(
                        "leaked",
                        body.declaration(parameter),
                        "%s is dropped %s".formatted(parameter.name(), paths),
                        related,
                        "hand %s on or use it up on every path".formatted(parameter.name()));
            } else {
                String taken = takenAs.get(site);
                String what = taken == null
                        ? CodeType.withArticle(body.made(site)) + " made here"
                        : CodeType.withArticle(taken) + " taken out here";
                diagnosis.report(
                        "leaked",
                        site,
                        "%s is dropped %s".formatted(what, paths),
                        related,
                        "hand it on or use it up on every path, in a finally block where calls may throw");
            }
        }
    }

    // --- words ---------------------------------------------------------------------------------------------------

    private static int where(Held value, int at) {
        return value.loaded() >= 0 ? value.loaded() : at;
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
                .or(() -> value.types().stream().sorted().findFirst())
                .map(CodeType::simpleName)
                .orElse("value");
    }
}
