package dev.moveguard.code;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a type was read.
 *
 * @param container the class file, jar or source file
 * @param entry the entry inside a jar; null: the container itself is the file
 * @param sourceFile name of the source file as the class file tells it, without a folder; null: it does not
 * @param source the source file the type was compiled from by the source lens; null: a class file was read
 */
public record Origin(
        Path container,
        @Nullable String entry,
        @Nullable String sourceFile,
        @Nullable Path source) {}
