package dev.moveguard.maven.engine;

import dev.moveguard.maven.contract.Writing;
import dev.moveguard.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

/** The file that {@code guard.output} names. It is there in full or not at all. */
final class ResultFile {
    private ResultFile() {}

    /** Refuses what must not be overwritten, before anything is judged. */
    static void check(Writing writing) {
        Path file = writing.file();
        if (file == null && !writing.format().strip().equalsIgnoreCase("text")) {
            throw new WrongParameterException(
                    "guard.format: %s needs guard.output, the file to write; the log always has the text"
                            .formatted(writing.format()));
        }
        boolean isInput = file != null && file.toString().matches(".*(\\.(java|class|jar|ya?ml|md)|[/\\\\]pom\\.xml)");
        if (file != null && Files.exists(file) && (isInput || !Files.isRegularFile(file))) {
            throw new WrongParameterException("guard.output: would overwrite " + file);
        }
    }

    static void write(Writing writing, Function<Report.Style, String> report) {
        Path file = writing.file();
        if (file == null) {
            return;
        }
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Path beside = folder.resolve(file.getFileName() + ".part");
            Files.writeString(beside, report.apply(new Report.Style(false, writing.version())), StandardCharsets.UTF_8);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WrongParameterException("guard.output: %s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }
}
