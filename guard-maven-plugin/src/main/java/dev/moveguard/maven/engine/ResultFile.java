package dev.moveguard.maven.engine;

import dev.moveguard.maven.contract.Writing;
import dev.moveguard.report.LedgerReport;
import dev.moveguard.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

/** The file that a result is written to. It is there in full or not at all. */
final class ResultFile {
    private ResultFile() {}

    /** Refuses what must not be overwritten, before anything is judged. */
    static void check(Writing writing) {
        Path file = writing.file();
        if (file == null && !writing.format().strip().equalsIgnoreCase("text")) {
            throw new WrongParameterException(
                    "%1$sformat: %2$s needs %1$soutput, the file to write; the log always has the text"
                            .formatted(writing.properties(), writing.format()));
        }
        if (file != null && Files.exists(file) && (isInput(file) || !Files.isRegularFile(file))) {
            throw new WrongParameterException("%soutput: would overwrite %s".formatted(writing.properties(), file));
        }
    }

    /** Whether somebody wrote a file by hand. Of Markdown that is all but a ledger, which is written anew each time. */
    private static boolean isInput(Path file) {
        String name = file.toString();
        return name.endsWith(".md")
                ? !LedgerReport.isLedger(file)
                : name.matches(".*(\\.(java|class|jar|ya?ml)|[/\\\\]pom\\.xml)");
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
            throw new WrongParameterException(
                    "%soutput: %s cannot be written: %s".formatted(writing.properties(), file, e.getMessage()));
        }
    }
}
