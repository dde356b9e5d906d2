package dev.moveguard.rule;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody.Cell;
import dev.moveguard.code.MethodBody.Exit;
import dev.moveguard.code.MethodBody.Passed;
import dev.moveguard.code.MethodBody.Places;
import dev.moveguard.rule.Callees.Callee;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tells whether a value is in one field: given to it, or handed to code that has left it there when it returns. */
final class Deposits {
    private static final int MOST_CALLEES = 16;

    private final Facts facts;
    private final CodeField field;
    private final Callees callees;
    private final Map<Passed, Boolean> known = new HashMap<>();

    Deposits(Facts facts, CodeField field) {
        this.facts = facts;
        this.field = field;
        this.callees = new Callees(facts.code());
    }

    /** Whether one of the places is the field. */
    boolean isIn(Places places) {
        return in(places).findAny().isPresent() || places.passed().stream().anyMatch(this::leaves);
    }

    /** Returns the field, of the instances to which the body itself gave the value. */
    Stream<Cell> in(Places places) {
        return places.given().stream().filter(cell -> isField(cell.field()));
    }

    boolean isField(FieldId id) {
        return id.name().equals(field.name())
                && (id.owner().equals(field.owner()) || facts.code().isSubtype(id.owner(), field.owner()));
    }

    private boolean leaves(Passed passed) {
        Boolean before = known.get(passed);
        if (before != null) {
            return before;
        }
        known.put(passed, false); // a recursive call adds nothing
        List<Callee> found = callees.of(passed.method(), passed.isVirtual());
        boolean leaves =
                found.size() <= MOST_CALLEES && found.stream().anyMatch(callee -> leaves(callee, passed.argument()));
        known.put(passed, leaves);
        return leaves;
    }

    private boolean leaves(Callee callee, int argument) {
        return facts.bodyWithPlaces(callee.type(), callee.method()).exits().stream()
                .map(Exit::left)
                .map(left -> left.getOrDefault(argument, Places.NOWHERE))
                .anyMatch(this::isIn);
    }
}
