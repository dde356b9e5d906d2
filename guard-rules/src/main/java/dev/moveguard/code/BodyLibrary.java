package dev.moveguard.code;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Analyses the method bodies of scanned types. */
public interface BodyLibrary {
    /** Has no bodies. */
    BodyLibrary NONE = new BodyLibrary() {
        @Override
        public Map<MethodId, MethodBody> bodies(CodeType type, Predicate<MethodId> isWanted) {
            return Map.of();
        }

        @Override
        public Set<MethodId> mentioning(CodeType type, Predicate<String> types, Predicate<String> members) {
            return Set.of();
        }
    };

    /** Analyses the wanted bodies; what cannot be analysed says why. */
    Map<MethodId, MethodBody> bodies(CodeType type, Predicate<MethodId> isWanted);

    /**
     * Returns the methods whose instructions mention one of the types, by binary name, or a member of one of the names, and
     * those whose instructions are not to be had. It costs far less than an analysis.
     */
    Set<MethodId> mentioning(CodeType type, Predicate<String> types, Predicate<String> members);
}
