package dev.moveguard.flow;

import dev.moveguard.flow.Contracts.Contract;
import dev.moveguard.flow.FlowState.Cargo;
import dev.moveguard.flow.Movement.Manner;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** What one instruction does to a state, told to a discipline in the order in which it happens. */
final class Transfer {
    private final Body body;
    private final Discipline discipline;
    private final Contracts contracts;
    private final HeldInterpreter interpreter;
    /** What is known where the last call ends with an exception. */
    private @Nullable FlowState thrown;

    private boolean wantsThrown;
    private final TakenOut takenOut;

    Transfer(Body body, Discipline discipline, Contracts contracts) {
        this.body = body;
        this.discipline = discipline;
        this.contracts = contracts;
        this.takenOut = contracts.takenOut(body.node());
        this.interpreter = new HeldInterpreter(body.node().instructions);
    }

    HeldInterpreter interpreter() {
        return interpreter;
    }

    /** Returns what is known where the instruction executed last ends with an exception. */
    FlowState thrown() {
        return Objects.requireNonNull(thrown, "nobody wanted to know");
    }

    /**
     * Executes an instruction.
     *
     * @param mayThrow whether somebody will want to know what is known where it ends with an exception
     */
    void execute(FlowState state, int at, boolean mayThrow) throws AnalyzerException {
        thrown = null;
        wantsThrown = mayThrow;
        AbstractInsnNode instruction = body.instruction(at);
        switch (instruction.getOpcode()) {
            case Opcodes.ASTORE -> store(state, (VarInsnNode) instruction, at);
            case Opcodes.CHECKCAST -> cast(state, (TypeInsnNode) instruction);
            case Opcodes.GETFIELD, Opcodes.ARRAYLENGTH -> {
                discipline.reached(state, state.top(0), at);
                state.execute(instruction, interpreter);
            }
            case Opcodes.PUTFIELD, Opcodes.PUTSTATIC -> put(state, (FieldInsnNode) instruction, at);
            case Opcodes.AALOAD -> {
                discipline.reached(state, state.top(1), at);
                state.execute(instruction, interpreter);
                state.top(0).places().forEach(state::refresh); // another element each time
            }
            case Opcodes.AASTORE -> putElement(state, instruction, at);
            case Opcodes.ARETURN -> {
                give(state, state.top(0), new Movement(at, state.top(0).loaded(), Manner.RETURNED, "returned"));
                state.execute(instruction, interpreter);
            }
            case Opcodes.ATHROW -> {
                give(state, state.top(0), new Movement(at, state.top(0).loaded(), Manner.THROWN, "thrown"));
                thrown = new FlowState(state);
                state.execute(instruction, interpreter);
            }
            case Opcodes.IFNULL, Opcodes.IFNONNULL, Opcodes.INSTANCEOF, Opcodes.MONITORENTER -> {
                if (body.resources().isTestedFor(instruction)) {
                    giveWaiting(state, state.top(0), at);
                } else if (!contracts.isLenient()) {
                    look(state, state.top(0), at);
                }
                state.execute(instruction, interpreter);
            }
            case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> {
                if (!contracts.isLenient()) {
                    look(state, state.top(0), at);
                    look(state, state.top(1), at);
                }
                state.execute(instruction, interpreter);
            }
            case Opcodes.INVOKEDYNAMIC -> dynamic(state, (InvokeDynamicInsnNode) instruction, at);
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE ->
                call(state, (MethodInsnNode) instruction, at);
            case Opcodes.NEW, Opcodes.ANEWARRAY, Opcodes.MULTIANEWARRAY -> {
                renew(state, at);
                state.execute(instruction, interpreter);
            }
            default -> state.execute(instruction, interpreter);
        }
    }

    /** In a loop, an instruction makes another value each time. */
    private void renew(FlowState state, int at) {
        Place made = new Place.Made(at);
        state.detach(made, slot -> body.variables().at(slot, at), at);
        state.refresh(made);
    }

    /** Whether anything is to be said of a value: it is guarded, or leads to what is. */
    private boolean matters(FlowState state, Held value) {
        return discipline.guards(value) || state.carriesAny(value);
    }

    private void look(FlowState state, Held value, int at) {
        if (!value.places().isEmpty()) {
            discipline.borrowed(state, value, at);
        }
    }

    /** Gives up a value, and what it carries with it. */
    private void give(FlowState state, Held value, Movement movement) {
        unload(state, value);
        if (discipline.guards(value)) {
            discipline.given(state, value, movement);
        } else {
            look(state, value, movement.at());
        }
    }

    // --- variables and casts -------------------------------------------------------------------------------------

    private void store(FlowState state, VarInsnNode store, int at) throws AnalyzerException {
        Held value = state.top(0);
        Place.Variable variable = isFresh(value)
                ? body.variables().ofFresh(store)
                : body.variables().storedBy(store);
        Held before = state.getLocal(store.var);
        state.execute(store, interpreter);
        if (variable == null) {
            keep(state, store, value, at);
            return;
        }
        if (value.isAnotherName()) {
            state.detach(variable, slot -> body.variables().at(slot, at), at);
            state.setLocal(store.var, value);
            return;
        }
        boolean isGuarded = discipline.guards(value);
        unload(state, value);
        if (!isGuarded && before != null && isFurtherOn(value, before)) {
            goOn(state, store, variable, value, before, at);
            return;
        }
        Held held = isGuarded ? discipline.assigned(state, value, variable, at) : plain(state, value, variable, at);
        state.setLocal(store.var, held);
        if (isGuarded) {
            state.rename(value.loaded(), held);
        }
    }

    /** Goes through a list. What is lent stays lent, further on; what the body owns is followed under the name of the variable. */
    private void goOn(FlowState state, VarInsnNode store, Place.Variable variable, Held value, Held before, int at) {
        discipline.overwritten(state, variable, at);
        state.detach(variable, slot -> body.variables().at(slot, at), at);
        boolean isOwn = value.places().stream().allMatch(discipline::isOwn);
        if (isOwn) {
            state.goOn(variable, value.places());
        }
        state.setLocal(store.var, isOwn ? value.at(Set.of(variable)) : value.at(before.places()));
    }

    /** Whether a value is a part of what the variable held, as in {@code node = node.next}. */
    private static boolean isFurtherOn(Held value, Held before) {
        return !value.places().isEmpty()
                && value.places().stream()
                        .allMatch(place -> before.places().stream()
                                .anyMatch(whole -> !whole.equals(place) && place.isWithin(whole)));
    }

    private static boolean isFresh(Held value) {
        return !value.places().isEmpty() && value.places().stream().allMatch(place -> place instanceof Place.Made);
    }

    private void unload(FlowState state, Held value) {
        for (Place place : value.places()) {
            for (Cargo cargo : state.unload(place)) {
                discipline.given(state, cargo.value(), cargo.movement());
            }
        }
    }

    /** A variable that holds nothing guarded is followed for the fields that are; it may be one more name of its place. */
    private Held plain(FlowState state, Held value, Place.Variable variable, int at) {
        if (value.places().equals(Set.of(variable))) {
            return value; // a variable of itself
        }
        boolean isFresh = value.places().stream().allMatch(place -> place instanceof Place.Made)
                || value.places().contains(variable);
        discipline.overwritten(state, variable, at);
        state.detach(variable, slot -> body.variables().at(slot, at), at);
        state.refresh(variable);
        boolean isNull = value.types().isEmpty();
        return isFresh && !isNull ? value.at(Set.of(variable)) : value;
    }

    /** The compiler's own copy: a result that waits for a {@code finally}, or one more name of the same place. */
    private void keep(FlowState state, VarInsnNode store, Held value, int at) {
        boolean isOwned = value.places().stream().allMatch(place -> place instanceof Place.Variable);
        if (discipline.guards(value)
                && isOwned
                && !value.places().isEmpty()
                && body.variables().isResult(store)) {
            give(state, value, new Movement(at, value.loaded(), Manner.RETURNED, "returned"));
            state.refresh(new Place.Made(at));
            state.setLocal(store.var, value.at(Set.of(new Place.Made(at))));
        }
    }

    /** A resource that a return statement has put on the stack leaves the method; closing it comes after that. */
    private void giveWaiting(FlowState state, Held resource, int at) {
        for (int i = 0; i < state.getStackSize() - 1; i++) {
            Held held = state.getStack(i);
            if (isSame(held, resource) && discipline.guards(held)) {
                give(state, held, new Movement(at, held.loaded(), Manner.RETURNED, "returned"));
                state.refresh(new Place.Made(at));
                state.setStack(i, held.at(Set.of(new Place.Made(at))));
            }
        }
    }

    private void cast(FlowState state, TypeInsnNode cast) throws AnalyzerException {
        state.execute(cast, interpreter);
        if (body.variables().isOfPattern(cast)) {
            state.replaceTop(state.top(0).named());
        }
    }

    // --- fields and elements -------------------------------------------------------------------------------------

    private void put(FlowState state, FieldInsnNode put, int at) throws AnalyzerException {
        boolean isStatic = put.getOpcode() == Opcodes.PUTSTATIC;
        Held value = state.top(0);
        Set<Place> places = new HashSet<>();
        if (isStatic) {
            places.add(new Place.StaticField(put.owner.replace('/', '.'), put.name));
        } else {
            discipline.reached(state, state.top(1), at);
            state.top(1).places().forEach(owner -> places.add(new Place.FieldOf(owner, put.name)));
        }
        String into = "stored in " + Body.simpleName(put.owner) + "." + put.name;
        store(state, put, value, places, new Movement(at, value.loaded(), Manner.STORED, into));
    }

    private void putElement(FlowState state, AbstractInsnNode put, int at) throws AnalyzerException {
        Held value = state.top(0);
        Held array = state.top(2);
        Movement movement = new Movement(at, value.loaded(), Manner.STORED, "stored in an array");
        boolean isInFlight =
                !array.places().isEmpty() && array.places().stream().allMatch(place -> place instanceof Place.Made);
        if (isInFlight && discipline.guards(value)) {
            array.places().forEach(place -> state.carry(place, new Cargo(value, movement)));
            state.execute(put, interpreter);
            return;
        }
        discipline.reached(state, array, at);
        if (isElementOf(value, array)) {
            look(state, value, at);
            state.execute(put, interpreter);
            return; // it is moved within its container, which stays its owner
        }
        Set<Place> places = new HashSet<>();
        array.places().forEach(container -> places.add(new Place.Element(container)));
        store(state, put, value, places, movement);
    }

    private static boolean isElementOf(Held value, Held container) {
        return !value.places().isEmpty()
                && value.places().stream()
                        .allMatch(place -> place instanceof Place.Element element
                                && container.places().contains(element.container()));
    }

    private void store(FlowState state, AbstractInsnNode put, Held value, Set<Place> places, Movement movement)
            throws AnalyzerException {
        if (matters(state, value)) {
            give(state, value, movement);
        }
        state.execute(put, interpreter);
        for (Place place : places) {
            taken(state, place);
            discipline.overwritten(state, place, movement.at());
            state.detach(place, slot -> body.variables().at(slot, movement.at()), movement.at());
        }
        if (places.size() == 1) {
            places.forEach(state::refresh);
        }
        if (discipline.guards(value) && !places.isEmpty()) {
            state.rename(value.loaded(), value.at(places).stored());
        }
    }

    /** A field is overwritten: what a variable has of it is taken out, which nothing should have seen. */
    private void taken(FlowState state, Place place) {
        int seenBy = state.unexpose(place);
        for (int i = 0; i < state.getLocals() && seenBy >= 0; i++) {
            Held held = state.getLocal(i);
            if (held.places().contains(place) && discipline.guards(held)) {
                discipline.takenLate(held, place, (MethodInsnNode) body.instruction(seenBy), seenBy);
            }
        }
    }

    // --- calls ---------------------------------------------------------------------------------------------------

    private void call(FlowState state, MethodInsnNode call, int at) throws AnalyzerException {
        List<Held> arguments = arguments(state, call.desc);
        Held receiver = call.getOpcode() == Opcodes.INVOKESTATIC ? null : state.top(arguments.size());
        boolean isConstruction = call.name.equals("<init>");
        FlowState before = wantsThrown ? new FlowState(state) : state;
        if (receiver != null && !isConstruction) {
            if (discipline.guards(receiver)) {
                discipline.called(state, receiver, call, at);
            } else if (contracts.readsComponent(call)) {
                discipline.reached(state, receiver, at);
            } else {
                look(state, receiver, at);
            }
        }
        Held through = null;
        for (int i = 0; i < arguments.size(); i++) {
            Held argument = arguments.get(i);
            Contract contract = contracts.argument(call, i, argument);
            pass(state, call, receiver, arguments, i, contract, at);
            if (contract == Contract.THROUGH) {
                through = argument;
            }
        }
        if (wantsThrown) {
            thrown = discipline.takesWhenThrown() ? new FlowState(state) : before;
            if (contracts.isLenient()) {
                thrown.restoreMoves(before); // what failed has used up nothing
            }
        }
        see(state, call, receiver, arguments, at);
        renew(state, at);
        state.execute(call, interpreter);
        if (isConstruction) {
            constructed(state, receiver, at);
        } else if (Type.getReturnType(call.desc).getSize() > 0) {
            result(state, call, receiver, through, at);
        }
    }

    /** Notes the fields of which a variable has the value while a call can read them. */
    private void see(FlowState state, MethodInsnNode call, @Nullable Held receiver, List<Held> arguments, int at) {
        for (int i = 0; i < state.getLocals(); i++) {
            Held held = state.getLocal(i);
            if (held.read() >= 0 && discipline.guards(held)) {
                for (Place place : held.places()) {
                    if (place instanceof Place.FieldOf field
                            && isGiven(field.owner(), receiver, arguments)
                            && contracts.mayRead(call, field.field())) {
                        state.expose(field, at);
                    }
                }
            }
        }
    }

    private static boolean isGiven(Place owner, @Nullable Held receiver, List<Held> arguments) {
        return receiver != null && receiver.places().contains(owner)
                || arguments.stream().anyMatch(argument -> argument.places().contains(owner));
    }

    private void constructed(FlowState state, @Nullable Held made, int at) {
        boolean isNew = made != null && made.places().stream().allMatch(place -> place instanceof Place.Made);
        if (made != null && isNew && discipline.guards(made)) {
            discipline.made(state, made, at);
        }
    }

    private void result(FlowState state, MethodInsnNode call, @Nullable Held receiver, @Nullable Held through, int at) {
        Held result = state.top(0);
        if (through != null) {
            state.replaceTop(through.loadedBy(through.loaded()));
        } else if (receiver != null
                && discipline.guards(receiver)
                && contracts.returnsReceiver(call)
                && !contracts.consumesReceiver(call)) {
            state.replaceTop(receiver.cast(Type.getReturnType(call.desc).getClassName()));
        } else if (receiver != null && contracts.givesPart(call) && isWhole(state, receiver)) {
            state.replaceTop(HeldInterpreter.part(receiver, call.name + "()", result.types(), at));
        } else if (receiver != null && contracts.lends(call)) {
            Held element = HeldInterpreter.elementOf(receiver, result.types(), at);
            element.places().forEach(state::refresh); // another one each time
            state.replaceTop(element);
        } else if (receiver != null && discipline.guards(result) && contracts.readsComponent(call)) {
            state.replaceTop(interpreter.component(call, receiver));
        } else if (receiver != null && contracts.takesOut(call)) {
            String type = takenOut.type(call, receiver.loaded());
            state.replaceTop(type == null ? result : result.cast(type));
            discipline.takenOut(state, state.top(0), at);
        } else if (discipline.guards(result)) {
            discipline.made(state, result, at);
        }
    }

    private static boolean isWhole(FlowState state, Held value) {
        return value.places().stream().allMatch(place -> state.lost(place) == null);
    }

    private void pass(
            FlowState state,
            MethodInsnNode call,
            @Nullable Held receiver,
            List<Held> arguments,
            int index,
            Contract contract,
            int at) {
        Held argument = arguments.get(index);
        boolean isSettled = argument.places().isEmpty() || contract == Contract.THROUGH;
        boolean endsIt = contracts.usesUpArguments(call) && isWhole(state, argument);
        if (isSettled || contracts.isForAnyTime(call) && !endsIt) {
            return;
        } else if (discipline.guards(argument) && discipline.settles(state, argument, call, index, at)) {
            return;
        }
        boolean isInPlace = receiver != null && isElementOf(argument, receiver) && !contracts.isScanned(call);
        if (contract == Contract.BORROW || isInPlace) {
            look(state, argument, at);
            if (!contracts.isScanned(call)) {
                argument.places().forEach(state::unload);
            }
            return;
        }
        if (contract == Contract.CAPTURE) {
            Movement movement = new Movement(at, argument.loaded(), Manner.CAPTURED, "captured by an inner class");
            if (receiver != null && discipline.guards(argument)) {
                boolean isJudgedThere = !contracts.runsOnce(Body.name(call.owner));
                completedThere(state, argument, contracts.completions().in(call, index));
                discipline.captured(state, receiver, new Cargo(argument, movement), false, isJudgedThere);
            } else {
                give(state, argument, movement);
            }
            return;
        }
        Movement movement = contracts.usesUpArguments(call)
                ? new Movement(at, argument.loaded(), Manner.CONSUMED, contracts.shown(call))
                : new Movement(at, argument.loaded(), Manner.PASSED, contracts.into(call, index));
        if (discipline.guards(argument) && index > 0 && contracts.keepsOften(call)) {
            discipline.givenToMany(argument, movement);
        }
        if (discipline.guards(argument) && isAlsoLent(call, receiver, arguments, index)) {
            discipline.lentAndGiven(state, argument, movement);
        } else {
            give(state, argument, movement);
        }
    }

    /** Whether the same call borrows what it is given. */
    private boolean isAlsoLent(MethodInsnNode call, @Nullable Held receiver, List<Held> arguments, int index) {
        Held given = arguments.get(index);
        boolean isReceiver = receiver != null
                && !call.name.equals("<init>")
                && isSame(given, receiver)
                && !contracts.consumesReceiver(call);
        for (int i = 0; i < arguments.size() && !isReceiver; i++) {
            isReceiver = i != index
                    && isSame(given, arguments.get(i))
                    && contracts.argument(call, i, arguments.get(i)) == Contract.BORROW;
        }
        return isReceiver;
    }

    private static boolean isSame(Held one, Held other) {
        return one.places().size() == 1 && one.places().equals(other.places());
    }

    private static List<Held> arguments(FlowState state, String descriptor) {
        int count = Type.getArgumentTypes(descriptor).length;
        List<Held> arguments = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            arguments.add(state.top(i));
        }
        return arguments;
    }

    // --- lambdas -------------------------------------------------------------------------------------------------

    private void dynamic(FlowState state, InvokeDynamicInsnNode dynamic, int at) throws AnalyzerException {
        List<Held> arguments = arguments(state, dynamic.desc);
        Handle target = Lambdas.target(dynamic);
        renew(state, at);
        state.execute(dynamic, interpreter);
        if (target == null) {
            arguments.forEach(argument -> look(state, argument, at));
            return;
        }
        Held carrier = state.top(0);
        boolean isBody = Lambdas.isBody(target);
        String made = Type.getReturnType(dynamic.desc).getClassName();
        for (int i = 0; i < arguments.size(); i++) {
            Held argument = arguments.get(i);
            if (!discipline.guards(argument)) {
                look(state, argument, at);
            } else if (isBody && !argument.places().contains(new Place.Receiver())) {
                Movement movement = new Movement(at, argument.loaded(), Manner.CAPTURED, "captured by a lambda");
                boolean looksOnly = contracts.looksAtCapture(target, i);
                completedThere(state, argument, contracts.completions().in(target, i));
                discipline.captured(
                        state, carrier, new Cargo(argument, movement), looksOnly, !contracts.runsOnce(made));
            } else if (!isBody) {
                String into = "bound to " + Body.simpleName(target.getOwner()) + "::" + target.getName();
                Movement movement = new Movement(at, argument.loaded(), Manner.BOUND, into);
                discipline.bound(state, argument, target.getName(), movement);
            }
        }
    }

    private void completedThere(FlowState state, Held captured, @Nullable Site completion) {
        if (completion != null) {
            discipline.capturedToComplete(state, captured, completion);
        }
    }
}
