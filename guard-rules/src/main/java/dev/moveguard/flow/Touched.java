package dev.moveguard.flow;

import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Text;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Targets;
import java.util.ArrayList;
import java.util.List;

/** Makes sure that what a rule names is there: types that scanned code touches, and members they have. */
final class Touched {
    private Touched() {}

    /** Says which types no scanned code touches: of those the rule holds whatever happens. */
    static void demand(List<TypePattern> types, Facts facts) {
        for (TypePattern type : types) {
            Targets targets = new Targets(List.of(type), facts.code());
            if (facts.code().mentioning(targets.names()).isEmpty()) {
                facts.vacuous(type.at(), type.toString(), "no scanned code touches %s".formatted(type));
            }
        }
    }

    /** Reads members; one without a type is a method of each of the guarded types. */
    static List<MemberPattern> members(List<Text> texts, List<TypePattern> types, Facts facts) {
        List<MemberPattern> members = new ArrayList<>();
        for (Text text : texts) {
            List<MemberPattern> meant = MemberPattern.isMember(text.value())
                    ? List.of(MemberPattern.of(text))
                    : types.stream().map(type -> ofType(type, text)).toList();
            List<MemberPattern> found = meant.stream().filter(facts::resolves).toList();
            if (found.isEmpty()) {
                facts.members(meant.subList(0, Math.min(1, meant.size())));
            }
            members.addAll(found.isEmpty() ? meant : found);
        }
        return members;
    }

    static MemberPattern ofType(TypePattern type, Text name) {
        return MemberPattern.of(new Text(type + "#" + name.value(), name.at()));
    }
}
