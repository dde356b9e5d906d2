package dev.moveguard.code;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Analyses the method bodies of scanned types. */
public interface BodyLibrary {
    /** Has no bodies. */
    BodyLibrary NONE = new BodyLibrary() {
        @Override
        public Map<MethodId, MethodBody> bodies(CodeType type, Predicate<MethodId> isWanted, boolean withPlaces) {
            return Map.of();
        }

        @Override
        public Set<MethodId> interesting(CodeType type, Interest interest) {
            return Set.of();
        }

        @Override
        public List<Dependency> dependencies(CodeType type) {
            return List.of();
        }

        @Override
        public byte[] classFile(CodeType type) {
            throw new UnreadableException("has no class file");
        }
    };

    /**
     * Analyses the wanted bodies; what cannot be analysed says why.
     *
     * @param withPlaces whether to follow where values are put, see {@link MethodBody.Places}: it costs half as much again
     */
    Map<MethodId, MethodBody> bodies(CodeType type, Predicate<MethodId> isWanted, boolean withPlaces);

    /**
     * Returns the methods whose instructions mention something of interest and have a place where it can stay: a field, a
     * container, a call of scanned code. Those whose instructions are not to be had are among them. It costs far less than an
     * analysis.
     */
    Set<MethodId> interesting(CodeType type, Interest interest);

    /**
     * Finds the uses of other types, in declarations and bodies.
     *
     * @throws UnreadableException when the class file can no longer be read
     */
    List<Dependency> dependencies(CodeType type);

    /**
     * Returns the class file of a scanned type; the source lens has made one.
     *
     * @throws UnreadableException when it can no longer be read
     */
    byte[] classFile(CodeType type);
}
