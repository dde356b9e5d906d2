package dev.moveguard.flow;

import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import java.util.List;
import java.util.Optional;

/**
 * What a rule says about library types, beside the usual: what their calls give, and how strict it is.
 *
 * @param fluent methods that give their receiver back, in another coat or none
 * @param parts methods that give a part of their receiver: the same one each time, gone when the receiver is
 * @param anyTime methods that may be called on a value that is gone
 * @param renews methods that give a value one more use; a body that calls one is not judged
 * @param sources what makes values that have to go somewhere; empty: everything does
 * @param except subtypes the rule is not about
 * @param isLenient whether a value may have several names, and ends only by being used up
 * @param excusesExceptions whether a path that ends with an exception need not see to the value
 */
record CallTerms(
        List<MemberPattern> fluent,
        List<MemberPattern> parts,
        List<MemberPattern> anyTime,
        List<MemberPattern> renews,
        Optional<Sources> sources,
        List<TypePattern> except,
        boolean isLenient,
        boolean excusesExceptions) {
    /** Which parameters have to go somewhere. */
    enum Given {
        NONE,
        /** Those of methods that return nothing, which the body completes or hands on somewhere. */
        HANDLED,
        ALL;

        /** How rules name it. */
        String word() {
            return this == HANDLED ? "handled-parameter" : this == ALL ? "parameter" : "";
        }
    }

    /**
     * Where values come from that have to go somewhere.
     *
     * @param parameters which parameters are
     */
    record Sources(List<MemberPattern> members, Given parameters) {

        Sources {
            members = List.copyOf(members);
        }
    }

    CallTerms {
        fluent = List.copyOf(fluent);
        parts = List.copyOf(parts);
        anyTime = List.copyOf(anyTime);
        renews = List.copyOf(renews);
        except = List.copyOf(except);
    }

    /** Whether conditions on local flags are followed that are known to be true or false. */
    boolean followsFlags() {
        return isLenient || excusesExceptions;
    }
}
