package dev.moveguard.flow;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Tells whose a place is: the body's own, or lent to it. */
final class Ownership {
    /** From whom the value of a place is. */
    enum Owner {
        BODY,
        CALLER,
        ENCLOSING_BODY,
        OBJECT,
        CLASS,
        CONTAINER
    }

    private final Body body;
    private final Contracts contracts;
    private final Set<Place> borrowed = new HashSet<>();
    private final Set<Place> captured = new HashSet<>();
    private final boolean ownsReceiver;
    private final boolean ownsCaptures;

    Ownership(Body body, Contracts contracts) {
        this.body = body;
        this.contracts = contracts;
        this.ownsReceiver = contracts.consumesReceiver(body.method());
        this.ownsCaptures = runsOnce();
        int count = Type.getArgumentTypes(body.node().desc).length;
        for (int i = 0; i < count; i++) {
            Place.Variable parameter = body.variables().parameters().get(i);
            if (i < body.captures().names().size() && !body.captures().runsOnce()) {
                captured.add(parameter);
            } else if (contracts.isBorrowed(body.method(), i)) {
                borrowed.add(parameter);
            }
        }
    }

    /** Whether the body belongs to a local or anonymous class of an interface that runs once. */
    private boolean runsOnce() {
        return body.type().isLocal()
                && body.type().supertypeNames().anyMatch(contracts::runsOnce)
                && (body.node().access & Opcodes.ACC_STATIC) == 0;
    }

    Owner of(Place place) {
        if (place instanceof Place.Variable) {
            return borrowed.contains(place)
                    ? Owner.CALLER
                    : captured.contains(place) ? Owner.ENCLOSING_BODY : Owner.BODY;
        } else if (place instanceof Place.Receiver) {
            return ownsReceiver ? Owner.BODY : Owner.CALLER;
        } else if (place instanceof Place.FieldOf field) {
            if (field.field().startsWith("val$")) {
                return ownsCaptures ? Owner.BODY : Owner.ENCLOSING_BODY;
            }
            return of(field.owner()) == Owner.BODY ? Owner.BODY : Owner.OBJECT;
        } else if (place instanceof Place.StaticField) {
            return Owner.CLASS;
        }
        return place instanceof Place.Element ? Owner.CONTAINER : Owner.BODY;
    }

    /** Whether the body may give the value away. */
    boolean isOwn(Place place) {
        return of(place) == Owner.BODY;
    }

    Contracts contracts() {
        return contracts;
    }
}
