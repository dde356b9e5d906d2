package dev.moveguard.flow;

import org.jspecify.annotations.Nullable;

/** Where a value may be: what owns it, or what it was read from. */
sealed interface Place {
    /** A local variable or parameter. One name in one slot is one variable: a new declaration begins with a fresh value. */
    record Variable(int slot, String name) implements Place {}

    /** The receiver, {@code this}. */
    record Receiver() implements Place {}

    /** An object, array or result that an instruction gave and that no variable holds yet. */
    record Made(int instruction) implements Place {}

    /** A field of what stands in another place. */
    record FieldOf(Place owner, String field) implements Place {}

    record StaticField(String owner, String field) implements Place {}

    /** Some element of an array or collection. */
    record Element(Place container) implements Place {}

    /** What it is part of; null: it is not part of another place. */
    default @Nullable Place whole() {
        if (this instanceof FieldOf field) {
            return field.owner();
        }
        return this instanceof Element element ? element.container() : null;
    }

    /** Whether it is the other place or part of it. */
    default boolean isWithin(Place other) {
        for (Place place = this; place != null; place = place.whole()) {
            if (place.equals(other)) {
                return true;
            }
        }
        return false;
    }

    /** The same part of another whole. */
    default Place movedTo(Place from, Place to) {
        if (equals(from)) {
            return to;
        } else if (this instanceof FieldOf field) {
            return new FieldOf(field.owner().movedTo(from, to), field.field());
        }
        return this instanceof Element element ? new Element(element.container().movedTo(from, to)) : this;
    }

    /** How many wholes it stands in. */
    default int depth() {
        int depth = 0;
        for (Place place = whole(); place != null; place = place.whole()) {
            depth++;
        }
        return depth;
    }

    /** How messages name it. */
    default String shown() {
        if (this instanceof Variable variable) {
            return variable.name();
        } else if (this instanceof FieldOf field) {
            String name = field.field().startsWith("val$") ? field.field().substring(4) : field.field();
            boolean isInScope = name.length() < field.field().length()
                    || field.owner() instanceof FieldOf outer && outer.field().startsWith("this$");
            return isInScope ? name : field.owner().shown() + "." + name;
        } else if (this instanceof StaticField field) {
            return field.owner().substring(field.owner().lastIndexOf('.') + 1).replace('$', '.') + "." + field.field();
        } else if (this instanceof Element element) {
            return "an element of " + element.container().shown();
        }
        return this instanceof Receiver ? "this" : "the value";
    }
}
