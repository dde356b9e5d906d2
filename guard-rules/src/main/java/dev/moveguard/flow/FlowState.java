package dev.moveguard.flow;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * What is known before an instruction: locals and stack, and beside them which places lost their value, which still hold
 * one that has to go somewhere, and what objects on the stack carry along.
 */
final class FlowState extends Frame<Held> {
    /** Why a body cannot be followed whose instructions take what nobody put there. */
    static final String UNFIT = "its instructions do not fit together";

    /** A place that is given up as soon as what carries it goes anywhere. */
    record Cargo(Held value, Movement movement) {}

    // Replaced when they change: states share them.
    private Map<Place, Moves> moved = Map.of();
    private Map<Place, Set<Integer>> live = Map.of();
    private Map<Place, Set<Cargo>> carried = Map.of();
    private Map<Place, Integer> exposed = Map.of();

    FlowState(int locals, int stack) {
        super(locals, stack);
    }

    FlowState(FlowState other) {
        super(other);
        copy(other);
    }

    private void copy(FlowState other) {
        moved = other.moved;
        live = other.live;
        carried = other.carried;
        exposed = other.exposed;
    }

    // --- places that lost their value ----------------------------------------------------------------------------

    @Nullable
    Moves moves(Place place) {
        return moved.get(place);
    }

    /** Returns how the place, or a whole it stands in, lost its value; null: it did not. */
    @Nullable
    Moves lost(Place place) {
        for (Place whole = place; whole != null; whole = whole.whole()) {
            Moves moves = moved.get(whole);
            if (moves != null) {
                return moves;
            }
        }
        return null;
    }

    /** Returns a part of the place that lost its value; null: none did. */
    @Nullable
    Place lostPart(Place place) {
        for (Place other : moved.keySet()) {
            if (!other.equals(place) && other.isWithin(place)) {
                return other;
            }
        }
        return null;
    }

    void move(Place place, Movement movement, boolean isOnlyPlace) {
        Moves before = moved.get(place);
        Moves moves = new Moves(Set.of(movement), isOnlyPlace);
        Map<Place, Moves> after = new HashMap<>(moved);
        after.put(
                place,
                before == null || isOnlyPlace
                        ? moves
                        : new Moves(before.joined(moves).movements(), before.always()));
        moved = after;
    }

    /** Forgets the moves that another state does not know. */
    void restoreMoves(FlowState other) {
        moved = other.moved;
    }

    /** Says that a place holds a fresh value. */
    void refresh(Place place) {
        if (!moved.isEmpty() && moved.keySet().stream().anyMatch(other -> other.isWithin(place))) {
            Map<Place, Moves> after = new HashMap<>(moved);
            after.keySet().removeIf(other -> other.isWithin(place));
            moved = after;
        }
    }

    /** A variable that went through objects gets one further on: what parts of that had lost, parts of the variable have lost now. */
    void goOn(Place variable, Set<Place> places) {
        Map<Place, Moves> after = new HashMap<>();
        for (Place place : places) {
            moved.forEach((other, moves) -> {
                if (other.isWithin(place)) {
                    after.put(other.movedTo(place, variable), places.size() == 1 ? moves : moves.onSomePath());
                }
            });
        }
        refresh(variable);
        if (!after.isEmpty()) {
            moved.forEach(after::putIfAbsent);
            moved = after;
        }
    }

    /** Forgets what fields of what cannot be followed had lost. */
    void refreshIf(Predicate<Place> isMeant) {
        if (!moved.isEmpty()) {
            Map<Place, Moves> after = new HashMap<>(moved);
            after.keySet().removeIf(isMeant);
            moved = after;
        }
    }

    /**
     * A place gets another value: what was read from it before stands for itself now, in the variable it is in.
     *
     * @param variables tells the variable a slot is; null: none of the source
     */
    void detach(Place place, IntFunction<Place.@Nullable Variable> variables, int instruction) {
        Place itself = new Place.Made(instruction);
        if (!itself.equals(place)) {
            refresh(itself); // in a loop, what stood for itself in the round before is gone
        }
        for (int i = 0; i < getLocals(); i++) {
            if (isFrom(getLocal(i), place)) {
                Place.Variable own = variables.apply(i);
                setLocal(i, detached(getLocal(i), place, own == null ? itself : own));
            }
        }
        for (int i = 0; i < getStackSize(); i++) {
            if (isFrom(getStack(i), place)) {
                setStack(i, detached(getStack(i), place, itself));
            }
        }
    }

    private static boolean isFrom(Held held, Place place) {
        for (Place other : held.places()) {
            if (other.isWithin(place)) {
                return true;
            }
        }
        return false;
    }

    private static Held detached(Held held, Place place, Place own) {
        Set<Place> places = new HashSet<>();
        held.places().forEach(other -> places.add(other.isWithin(place) ? own : other));
        return held.at(places);
    }

    // --- values that have to go somewhere ------------------------------------------------------------------------

    void acquire(Place place, Set<Integer> sites) {
        Map<Place, Set<Integer>> after = new HashMap<>(live);
        after.put(place, sites);
        live = after;
    }

    Set<Integer> release(Place place) {
        Set<Integer> sites = live.getOrDefault(place, Set.of());
        if (live.containsKey(place)) {
            Map<Place, Set<Integer>> after = new HashMap<>(live);
            after.remove(place);
            live = after;
        }
        return sites;
    }

    void releaseAll() {
        live = Map.of();
    }

    Map<Place, Set<Integer>> live() {
        return live;
    }

    // --- fields that others see ----------------------------------------------------------------------------------

    /** Says that a call may have seen what a field holds. */
    void expose(Place field, int call) {
        Map<Place, Integer> after = new HashMap<>(exposed);
        after.putIfAbsent(field, call);
        exposed = after;
    }

    /** Forgets it, and returns the call; -1: none has. */
    int unexpose(Place field) {
        Integer call = exposed.get(field);
        if (call == null) {
            return -1;
        }
        Map<Place, Integer> after = new HashMap<>(exposed);
        after.remove(field);
        exposed = after;
        return call;
    }

    // --- what objects carry --------------------------------------------------------------------------------------

    void carry(Place carrier, Cargo cargo) {
        Map<Place, Set<Cargo>> after = new HashMap<>(carried);
        after.merge(carrier, Set.of(cargo), FlowState::union);
        carried = after;
    }

    /** Returns what a carrier carried, in the order in which it got it. */
    List<Cargo> unload(Place carrier) {
        Set<Cargo> cargo = carried.getOrDefault(carrier, Set.of());
        if (!cargo.isEmpty()) {
            Map<Place, Set<Cargo>> after = new HashMap<>(carried);
            after.remove(carrier);
            carried = after;
        }
        return cargo.stream()
                .sorted(Comparator.comparingInt(one -> one.movement().at()))
                .toList();
    }

    boolean carriesAny(Held value) {
        if (!carried.isEmpty()) {
            for (Place place : value.places()) {
                if (carried.containsKey(place)) {
                    return true;
                }
            }
        }
        return false;
    }

    // --- stack ---------------------------------------------------------------------------------------------------

    Held top(int depth) {
        fit(depth < getStackSize());
        return getStack(getStackSize() - 1 - depth);
    }

    // A frame tells broken bodies by an exception that any mistake of ours could throw as well: these look first.

    @Override
    public Held pop() {
        fit(getStackSize() > 0);
        return super.pop();
    }

    @Override
    public void push(Held value) {
        fit(getStackSize() < getMaxStackSize());
        super.push(value);
    }

    @Override
    public Held getLocal(int slot) {
        fit(slot < getLocals());
        return super.getLocal(slot);
    }

    @Override
    public void setLocal(int slot, Held value) {
        fit(slot < getLocals());
        super.setLocal(slot, value);
    }

    private static void fit(boolean fits) {
        if (!fits) {
            throw new Flow.UnfollowableException(UNFIT);
        }
    }

    void replaceTop(Held value) {
        setStack(getStackSize() - 1, value);
    }

    /** Gives the values that one instruction left in several slots of the stack another place. */
    void rename(int loaded, Held as) {
        for (int i = 0; i < getStackSize(); i++) {
            Held held = getStack(i);
            if (held.loaded() == loaded
                    && loaded >= 0
                    && held.size() == 1
                    && !held.places().isEmpty()) {
                setStack(i, as.loadedBy(loaded));
            }
        }
    }

    // --- joining -------------------------------------------------------------------------------------------------

    /** Joins another state into this one; returns whether it changed. */
    @SuppressWarnings("ReferenceEquality") // states share what did not change
    boolean join(FlowState other) throws AnalyzerException {
        boolean changed = joinValues(other);
        if (moved != other.moved) {
            Map<Place, Moves> after = joinedMoves(other.moved);
            changed |= !after.equals(moved);
            moved = after;
        }
        if (live != other.live) {
            Map<Place, Set<Integer>> after = joined(live, other.live, FlowState::sorted);
            changed |= !after.equals(live);
            live = after;
        }
        if (exposed != other.exposed) {
            Map<Place, Integer> after = new HashMap<>(exposed);
            other.exposed.forEach((field, call) -> after.merge(field, call, Math::min));
            changed |= !after.equals(exposed);
            exposed = after;
        }
        if (carried != other.carried) {
            Map<Place, Set<Cargo>> after = joined(carried, other.carried, FlowState::union);
            changed |= !after.equals(carried);
            carried = after;
        }
        return changed;
    }

    private Map<Place, Moves> joinedMoves(Map<Place, Moves> other) {
        Map<Place, Moves> after = new HashMap<>();
        moved.forEach((place, moves) -> {
            Moves otherwise = other.get(place);
            after.put(place, otherwise == null ? moves.onSomePath() : moves.joined(otherwise));
        });
        other.forEach((place, moves) -> after.putIfAbsent(place, moves.onSomePath()));
        return after;
    }

    private static <T> Map<Place, Set<T>> joined(
            Map<Place, Set<T>> one, Map<Place, Set<T>> other, BiFunction<Set<T>, Set<T>, Set<T>> union) {
        Map<Place, Set<T>> after = new HashMap<>(one);
        other.forEach((place, values) -> after.merge(place, values, union));
        return after;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean joinValues(FlowState other) throws AnalyzerException {
        if (getStackSize() != other.getStackSize()) {
            throw new AnalyzerException(null, "the stacks of two paths differ in height");
        }
        boolean changed = false;
        for (int i = 0; i < getLocals(); i++) {
            Held joined = joined(getLocal(i), other.getLocal(i), other);
            if (joined != getLocal(i)) {
                changed |= !joined.equals(getLocal(i));
                setLocal(i, joined);
            }
        }
        for (int i = 0; i < getStackSize(); i++) {
            Held joined = joined(getStack(i), other.getStack(i), other);
            if (joined != getStack(i)) {
                changed |= !joined.equals(getStack(i));
                setStack(i, joined);
            }
        }
        return changed;
    }

    /** Joins two values. A place that one path has lost is no place of a value that came from elsewhere on that path, or is null there. */
    private Held joined(Held own, Held foreign, FlowState other) {
        Held joined = own.joined(foreign);
        if (moved.isEmpty() && other.moved.isEmpty() || own.places().equals(foreign.places())) {
            return joined;
        }
        Set<Place> places = new HashSet<>(joined.places());
        places.removeIf(place ->
                isLostElsewhere(place, own, this, foreign, other) || isLostElsewhere(place, foreign, other, own, this));
        return places.size() == joined.places().size() ? joined : joined.at(places);
    }

    private static boolean isLostElsewhere(Place place, Held here, FlowState at, Held there, FlowState elsewhere) {
        return here.places().contains(place)
                && !there.places().contains(place)
                && at.lost(place) == null
                && (elsewhere.lost(place) != null || elsewhere.lostPart(place) != null && at.lostPart(place) == null)
                && !at.live.containsKey(place);
    }

    private static Set<Integer> sorted(Set<Integer> a, Set<Integer> b) {
        Set<Integer> all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }

    private static <T> Set<T> union(Set<T> a, Set<T> b) {
        Set<T> all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }
}
