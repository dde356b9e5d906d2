package dev.moveguard.testpath;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.source.SourceOutline;
import dev.moveguard.code.source.SourceOutline.DeclaredType;
import dev.moveguard.code.source.SourceText.Span;
import dev.moveguard.config.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A type as a test source declares it.
 *
 * @param root the folder of test sources it lies in
 * @param file the source file; {@code shown} is how reports name it
 * @param packages what the file imports on demand
 */
record SourceType(
        Path root, Path file, String shown, SourceOutline outline, List<String> packages, DeclaredType declared) {
    SourceType {
        packages = List.copyOf(packages);
    }

    String name() {
        return declared.name();
    }

    String simpleName() {
        return CodeType.simpleName(name());
    }

    Place at() {
        return at(declared.at());
    }

    Place at(Span span) {
        return new Place(shown, span.line(), span.column());
    }

    /** The binary name of the type around it; empty for a top-level type. */
    Optional<String> outer() {
        int dollar = name().lastIndexOf('$');
        return dollar < 0 ? Optional.empty() : Optional.of(name().substring(0, dollar));
    }

    /** Its path below a folder of sources or classes, without the ending: {@code a/b/Outer$Inner}. */
    String path() {
        return name().replace('.', '/');
    }
}
