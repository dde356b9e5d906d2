package dev.moveguard.maven.contract;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the result is written, besides the text for the log.
 *
 * @param properties what the properties begin with that name format and file: {@code guard.audit.}
 * @param format of the file, as a word
 * @param file null: none
 * @param version of the tool, for formats that name it
 */
public record Writing(
        String properties, String format, @Nullable Path file, String version) {}
