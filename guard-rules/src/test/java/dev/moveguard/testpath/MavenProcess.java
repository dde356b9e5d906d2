package dev.moveguard.testpath;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the real Maven, that of the path, in a project. */
record MavenProcess(Path project) {
    /** One call: whether it succeeded, and what it said. */
    record Call(boolean isGreen, String output) {}

    Call run(String... arguments) throws IOException, InterruptedException {
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(List.of(isWindows ? "mvn.cmd" : "mvn", "-B"));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile("maven", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().remove("MAVEN_ARGS"); // of the build this test is part of
        builder.environment().remove("MAVEN_OPTS");
        builder.environment().remove("MAVEN_CONFIG");
        int code = builder.start().waitFor();
        String output = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        return new Call(code == 0, output);
    }

    /** Whether the guard of the project left its file, in whatever module. */
    boolean hasRun() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.anyMatch(file -> file.endsWith("ran"));
        }
    }
}
