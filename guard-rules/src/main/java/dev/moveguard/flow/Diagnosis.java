package dev.moveguard.flow;

import dev.moveguard.code.CodeType;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Finding.Related;
import dev.moveguard.rule.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what is wrong in a body: each fault once, although compilers copy {@code finally} blocks. */
final class Diagnosis {
    private final Body body;
    private final Map<List<Object>, Finding> findings = new LinkedHashMap<>();

    Diagnosis(Body body) {
        this.body = body;
    }

    Collection<Finding> findings() {
        return findings.values();
    }

    /** @param at the instruction that brought the value; where it stands in the source is where the finding points */
    void report(String kind, int at, String message, List<Related> related, @Nullable String repair) {
        reportAt(kind, body.at(at), message, related, repair);
    }

    void reportAt(String kind, Site site, String message, List<Related> related, @Nullable String repair) {
        int line = site instanceof Site.InBody inBody ? inBody.line() : 0;
        findings.putIfAbsent(List.of(kind, line, message), new Finding(kind, site, message, related, repair));
    }

    /** Returns the places of a movement and of the declaration of what moved. */
    List<Related> story(Place place, Movement movement, String type) {
        List<Related> related = new ArrayList<>();
        String verb = switch (movement.manner()) {
            case COMPLETED -> "is completed here by ";
            case CONSUMED -> "is used up here by ";
            case ASSIGNED, PASSED -> "is moved here, ";
            default -> "is ";
        };
        String where = switch (movement.manner()) {
            case ASSIGNED, PASSED, COMPLETED, CONSUMED -> movement.into();
            default -> movement.into() + " here";
        };
        int at = movement.loaded() >= 0 ? movement.loaded() : movement.at();
        related.add(new Related(body.at(at), place.shown() + " " + verb + where));
        declaration(place, type, related);
        return related;
    }

    /** Adds where the variable comes from. */
    void declaration(Place place, String type, List<Related> related) {
        Place root = place;
        for (Place whole = place; whole != null; whole = whole.whole()) {
            root = whole;
        }
        if (root instanceof Place.Variable variable) {
            boolean isWhole = root.equals(place);
            related.add(new Related(
                    body.declaration(variable),
                    isWhole
                            ? "%s is declared here, %s".formatted(variable.name(), CodeType.withArticle(type))
                            : "%s is declared here".formatted(variable.name())));
        }
    }
}
