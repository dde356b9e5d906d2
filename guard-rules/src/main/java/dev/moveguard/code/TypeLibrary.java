package dev.moveguard.code;

import java.util.Optional;
import java.util.stream.Stream;

/** The types that are not judged but known: those of the JDK and of a class path. */
public interface TypeLibrary {
    /** Finds the declarations of a type by binary name. */
    Optional<CodeType> type(String name);

    /** Returns the binary names of types that may fit a type pattern, at least all that do. */
    Stream<String> names(String pattern);
}
