package dev.moveguard.flow;

import dev.moveguard.flow.FlowState.Cargo;
import dev.moveguard.flow.Movement.Manner;
import dev.moveguard.flow.Summaries.Effect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** Watches what a body does with its parameters. */
final class ParameterDiscipline implements Discipline {
    private final Body body;
    private final Contracts contracts;
    private final Set<Place> looked = new HashSet<>();
    private final Set<Place> taken = new HashSet<>();
    private final Set<Place> otherwiseTaken = new HashSet<>();
    private final Set<Place> givenElsewhere = new HashSet<>();
    private final Set<Place> keptSomewhere = new HashSet<>();
    private final Map<Place, Integer> completions = new HashMap<>();
    private final Set<Set<Place>> returned = new HashSet<>();
    private boolean isReporting;

    ParameterDiscipline(Body body, Contracts contracts) {
        this.body = body;
        this.contracts = contracts;
    }

    @Override
    public void report() {
        isReporting = true;
    }

    Summaries.Summary summary() {
        Map<Integer, Effect> effects = new HashMap<>();
        Set<Integer> given = new HashSet<>();
        Set<Integer> completed = new HashSet<>();
        List<Place.Variable> parameters = body.variables().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Place.Variable parameter = parameters.get(i);
            boolean isTaken = taken.contains(parameter);
            if (isTaken) {
                given.add(i);
            }
            if (isTaken && !keptSomewhere.contains(parameter)) {
                effects.put(i, Effect.TAKES);
                if (!otherwiseTaken.contains(parameter)) {
                    completed.add(i);
                }
            } else if (!isTaken && looked.contains(parameter) && !isEmptied(parameter)) {
                effects.put(i, Effect.LOOKS);
            }
        }
        boolean returnsReceiver = returned.equals(Set.of(Set.of(new Place.Receiver())));
        return new Summaries.Summary(
                effects, given, completed, completions, returnsReceiver, handedThrough(parameters));
    }

    /** Whether something that stands in an array or collection is given away. */
    private boolean isEmptied(Place parameter) {
        return taken.stream().anyMatch(place -> place instanceof Place.Element && place.isWithin(parameter));
    }

    /** Returns the parameter that is all the body returns, and that it gives to nobody else; -1: there is none. */
    private int handedThrough(List<Place.Variable> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (returned.equals(Set.of(Set.of(parameters.get(i)))) && !givenElsewhere.contains(parameters.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean guards(Held value) {
        return contracts.guarded().includes(value.types())
                || value.places().stream().anyMatch(body.variables().parameters()::contains);
    }

    @Override
    public void begins(FlowState state) {
        body.variables().parameters().forEach(parameter -> state.acquire(parameter, Set.of(0)));
    }

    @Override
    public void borrowed(FlowState state, Held value, int at) {
        if (isReporting && guards(value)) {
            looked.addAll(value.places());
        }
    }

    @Override
    public void reached(FlowState state, Held value, int at) {
        borrowed(state, value, at);
    }

    @Override
    public void given(FlowState state, Held value, Movement movement) {
        for (Place place : value.places()) {
            state.release(place);
            if (isReporting) {
                taken.add(place);
                if (movement.manner() == Manner.COMPLETED) {
                    completions.merge(place, movement.at(), Math::min);
                } else {
                    otherwiseTaken.add(place);
                }
                if (movement.manner() != Manner.RETURNED) {
                    givenElsewhere.add(place);
                }
            }
        }
        if (isReporting && movement.manner() == Manner.RETURNED) {
            returned.add(value.places());
        }
    }

    @Override
    public void lentAndGiven(FlowState state, Held value, Movement movement) {
        given(state, value, movement);
    }

    @Override
    public Held assigned(FlowState state, Held value, Place.Variable variable, int at) {
        return value; // one more name: what is done with it is done with the parameter
    }

    @Override
    public void called(FlowState state, Held receiver, MethodInsnNode call, int at) {
        if (contracts.consumesReceiver(call)) {
            given(state, receiver, new Movement(at, receiver.loaded(), Manner.COMPLETED, ""));
        } else {
            borrowed(state, receiver, at);
        }
    }

    @Override
    public void made(FlowState state, Held value, int at) {}

    @Override
    public void overwritten(FlowState state, Place place, int at) {}

    @Override
    public void isNull(FlowState state, Held value) {
        value.places().forEach(state::release); // nothing is left to be given away
    }

    @Override
    public void captured(FlowState state, Held carrier, Cargo cargo, boolean isLookedAtOnly, boolean isJudgedThere) {
        if (isLookedAtOnly) {
            borrowed(state, cargo.value(), cargo.movement().at());
        } else {
            given(state, cargo.value(), cargo.movement());
        }
    }

    @Override
    public void ends(FlowState state, int at) {
        int opcode = body.instruction(at).getOpcode();
        if (isReporting && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            keptSomewhere.addAll(state.live().keySet());
        }
    }

    @Override
    public boolean takesWhenThrown() {
        return true;
    }
}
