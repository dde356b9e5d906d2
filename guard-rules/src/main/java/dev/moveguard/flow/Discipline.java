package dev.moveguard.flow;

import dev.moveguard.flow.FlowState.Cargo;
import dev.moveguard.rule.Site;
import org.objectweb.asm.tree.MethodInsnNode;

/** What a rule makes of what happens to its values. One object follows one body. */
interface Discipline {
    /** Whether a value is one the rule is about. */
    boolean guards(Held value);

    /** Whether the body may do with a place as it likes. */
    default boolean isOwn(Place place) {
        return true;
    }

    /** Begins to report: what is said from here on is said for the last time. */
    void report();

    /** Says that the parameters hold what the caller gave. */
    void begins(FlowState state);

    /** Says that something looks at a value and leaves it where it is. */
    void borrowed(FlowState state, Held value, int at);

    /** Says that a part of a value is reached: the value itself has to be there, its other parts need not. */
    void reached(FlowState state, Held value, int at);

    /** Says that a value goes where the movement tells. */
    void given(FlowState state, Held value, Movement movement);

    /** Says that the movement stores a value in more than one place. */
    default void givenToMany(Held value, Movement movement) {}

    /** Says that one call borrows a value and is given it as well. */
    void lentAndGiven(FlowState state, Held value, Movement movement);

    /**
     * Says that a value is stored into a variable of the source.
     *
     * @return what the variable holds now
     */
    Held assigned(FlowState state, Held value, Place.Variable variable, int at);

    /** Says that a method is called on a value. */
    void called(FlowState state, Held receiver, MethodInsnNode call, int at);

    /** Whether the discipline itself sees to an argument: what the call does with it is no handing over. */
    default boolean settles(FlowState state, Held argument, MethodInsnNode call, int index, int at) {
        return false;
    }

    /** Says that an instruction made a value that is nobody's yet. */
    void made(FlowState state, Held value, int at);

    /** Says that a container gave a value away. */
    default void takenOut(FlowState state, Held value, int at) {}

    /** Says that a field or element gets another value. */
    void overwritten(FlowState state, Place place, int at);

    /** Says that a value is taken out of a field that a call could see in between. */
    default void takenLate(Held value, Place field, MethodInsnNode call, int at) {}

    /** Says that a value is known to be null from here on. */
    void isNull(FlowState state, Held value);

    /**
     * Says that something is captured by a body that runs at another time.
     *
     * @param isJudgedThere whether the body may not move it anyway: a fault is the body's own
     */
    void captured(FlowState state, Held carrier, Cargo cargo, boolean isLookedAtOnly, boolean isJudgedThere);

    /** Says that a value which a body captures is completed there. */
    default void capturedToComplete(FlowState state, Held value, Site where) {}

    /** Says that a method is called on a value at another time: a reference to it is bound. */
    default void bound(FlowState state, Held receiver, String method, Movement movement) {
        given(state, receiver, movement);
    }

    /** Says that the body ends here, by returning or by an exception that leaves it. */
    void ends(FlowState state, int at);

    /** Says that a call ends with an exception that it does not declare. */
    default void unexpected(FlowState state) {}

    /** Whether a call that ends with an exception has taken what it was given. */
    boolean takesWhenThrown();
}
