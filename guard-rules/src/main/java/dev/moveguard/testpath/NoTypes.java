package dev.moveguard.testpath;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypeLibrary;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows no type: for a run that judges a build and reads no code. */
final class NoTypes implements TypeLibrary {
    @Override
    public Optional<CodeType> type(String name) {
        return Optional.empty();
    }

    @Override
    public Stream<String> names(String pattern) {
        return Stream.empty();
    }
}
