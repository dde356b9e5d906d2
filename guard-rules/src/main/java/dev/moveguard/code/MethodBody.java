package dev.moveguard.code;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a method body does with references, computed from its class file alone.
 *
 * @param flows values and where they go
 * @param calls every call, in order
 * @param accesses every field read or written
 * @param exits one for each place where the method returns
 * @param obstacle why the body could not be analysed or compiled, everything else being empty; null: it was
 * @param locks lines where a monitor is entered
 * @param constants string constants the body mentions
 * @param lambdas what lambdas and method references make
 * @param addressed fields of type {@code VarHandle} that are written, each with the field its handle was made for
 */
public record MethodBody(
        List<Flow> flows,
        List<Call> calls,
        List<Access> accesses,
        List<Exit> exits,
        List<Integer> locks,
        Set<String> constants,
        List<Lambda> lambdas,
        Map<FieldId, FieldId> addressed,
        @Nullable String obstacle) {
    /** The body of a method that has none: abstract or native. */
    public static final MethodBody NONE =
            new MethodBody(List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), List.of(), Map.of(), null);

    public MethodBody {
        flows = List.copyOf(flows);
        calls = List.copyOf(calls);
        accesses = List.copyOf(accesses);
        exits = List.copyOf(exits);
        locks = List.copyOf(locks);
        constants = Set.copyOf(constants);
        lambdas = List.copyOf(lambdas);
        addressed = Map.copyOf(addressed);
    }

    /** A body of which only is known why nothing is. */
    public static MethodBody undecided(String obstacle) {
        return new MethodBody(
                List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), List.of(), Map.of(), obstacle);
    }

    public boolean isDecided() {
        return obstacle == null;
    }

    /** Whether control can leave the body other than by an exception. */
    public boolean returns() {
        return !exits.isEmpty();
    }

    /**
     * A value and what is known of it.
     *
     * @param types static types it is known by, erased binary names
     * @param contents types of the values it carries inside: elements put in, arguments wrapped, variables captured
     * @param reads fields it was read from
     * @param carriedReads fields that values it carries inside were read from
     * @param parameters indexes, from 0, of the parameters it may be
     * @param carriedParameters indexes of the parameters it may carry inside
     * @param isThis whether it may be the receiver
     * @param isNull whether it may be the constant null
     * @param makers instructions that may have made it: calls, {@code new}, lambdas, by their index
     * @param carriedMakers those that may have made values it carries inside
     * @param bodies methods that run when it is called, it being made by a lambda or method reference
     * @param places where it, or a value it carries, was put before
     */
    public record Value(
            Set<String> types,
            Set<String> contents,
            Set<Read> reads,
            Set<Read> carriedReads,
            Set<Integer> parameters,
            Set<Integer> carriedParameters,
            boolean isThis,
            boolean isNull,
            Set<Integer> makers,
            Set<Integer> carriedMakers,
            Set<MethodId> bodies,
            Places places) {
        public Value {
            types = Set.copyOf(types);
            contents = Set.copyOf(contents);
            reads = Set.copyOf(reads);
            carriedReads = Set.copyOf(carriedReads);
            parameters = Set.copyOf(parameters);
            carriedParameters = Set.copyOf(carriedParameters);
            makers = Set.copyOf(makers);
            carriedMakers = Set.copyOf(carriedMakers);
            bodies = Set.copyOf(bodies);
        }
    }

    /**
     * One read of a field.
     *
     * @param isHeld whether, when the value is used, the field may still hold it
     * @param line from 1
     */
    public record Read(FieldId field, Instance of, boolean isHeld, int line) {}

    /** The instance whose field is meant. */
    public sealed interface Instance {
        /** The receiver; of a static field: its class. */
        record This() implements Instance {}

        /** What a parameter, from 0, was given. */
        record Parameter(int index) implements Instance {}

        /** One that the body got otherwise, or one of several. */
        record Other() implements Instance {}
    }

    /** A field of an instance. */
    public record Cell(FieldId field, Instance of) {}

    /**
     * Where a value was put before, on some path, and may be when it is used.
     *
     * @param given fields that were given it and hold it
     * @param passed calls and lambdas that were given it; no field of their type was written since
     */
    public record Places(Set<Cell> given, Set<Passed> passed) {
        public static final Places NOWHERE = new Places(Set.of(), Set.of());

        public Places {
            given = Set.copyOf(given);
            passed = Set.copyOf(passed);
        }
    }

    /**
     * A value handed to other code.
     *
     * @param argument from 0; captured variables come before the arguments of a lambda, and -1 is the receiver
     */
    public record Passed(MethodId method, int argument, boolean isVirtual) {}

    /** A value reaching a place where it stays. */
    public record Flow(Value value, Sink sink, int line) {}

    /** Where a value can stay. */
    public sealed interface Sink {
        /** Returned to the caller. */
        record Returned() implements Sink {}

        /** Thrown. */
        record Thrown() implements Sink {}

        /**
         * Stored in a field, or put into the array or container the field holds.
         *
         * @param isInside whether it went into what the field holds, not into the field itself
         */
        record Stored(FieldId field, boolean isInside) implements Sink {}

        /** Put into an array or container that came from elsewhere: a parameter, the result of a call. */
        record PutInto(Value container) implements Sink {}

        /** Captured by a lambda or method reference; {@code body} is the method that will run. */
        record Captured(MethodId body, int argument) implements Sink {}
    }

    /**
     * A call.
     *
     * @param at index of its instruction
     * @param receiver what it is called on; for a static call a value of which nothing is known
     * @param isVirtual whether the method that runs is found at run time
     */
    public record Call(int at, MethodId method, Value receiver, List<Value> arguments, boolean isVirtual, int line) {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * An object made by a lambda or method reference.
     *
     * @param at index of its instruction
     * @param method the abstract method it implements, of the interface that it is made for
     * @param parameters erased types of what it takes where it is made
     * @param result the erased type of what it gives there
     * @param body the method that runs when it is called
     */
    public record Lambda(int at, MethodId method, List<TypeRef> parameters, TypeRef result, MethodId body) {
        public Lambda {
            parameters = List.copyOf(parameters);
        }
    }

    /** A field instruction. */
    public record Access(FieldId field, boolean isWrite, Value receiver, int line) {}

    /**
     * A place where the method returns.
     *
     * @param result what it returns; a value of which nothing is known for void
     * @param emptied fields of {@code this} (or static) and of parameters that hold null here, each with how that is known
     * @param left where the parameters, from 0, were put; those that were put nowhere are not there
     */
    public record Exit(Value result, Map<Cell, Emptied> emptied, Map<Integer, Places> left, int line) {
        public Exit {
            emptied = Map.copyOf(emptied);
            left = Map.copyOf(left);
        }
    }

    /** How a field is known to hold null. */
    public enum Emptied {
        /** The body wrote null. */
        WRITTEN,
        /** The body compared it with null. */
        COMPARED
    }
}
