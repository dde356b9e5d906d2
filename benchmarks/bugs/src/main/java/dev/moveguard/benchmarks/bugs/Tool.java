package dev.moveguard.benchmarks.bugs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that judges the cases and prints a line for each thing it finds.
 *
 * @param name what the table calls it
 * @param command the command and its arguments
 * @param line how such a line looks, with the groups {@code file}, {@code line} (none where it could not judge the file), {@code check}; other lines are passed over
 */
record Tool(String name, List<String> command, Pattern line) {
    static Tool of(String name, List<String> command, String line) {
        return new Tool(name, command, Pattern.compile(line));
    }

    /**
     * Runs the tool.
     *
     * @throws IllegalStateException when it says nothing that looks like a finding, which no tool does here: then it did not run
     */
    List<Report> reports() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        List<Report> reports = new ArrayList<>();
        Matcher matcher = line.matcher(output);
        while (matcher.find()) {
            String file = Path.of(matcher.group("file")).getFileName().toString();
            String at = matcher.group("line");
            reports.add(new Report(file, at == null ? Report.NO_LINE : Integer.parseInt(at), matcher.group("check")));
        }
        if (reports.isEmpty()) {
            throw new IllegalStateException(name + " found nothing at all; it printed:\n" + output);
        }
        return reports;
    }
}
