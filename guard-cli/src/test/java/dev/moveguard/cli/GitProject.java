package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small project in a repository of its own, made with the real git. */
record GitProject(Path folder) {
    static final String RULES = """
            version: 1
            scan:
              classes: ["*/classes"]
              sources: ["*/src"]
            rules:
              - id: frame-stores-none
                kind: never-stores
                holders: [a.Frame, a.Stack]
                types: [a.Continuation]
            """;

    /** Three types of which none stores a continuation, committed. */
    static GitProject of(Path folder) {
        GitProject project = new GitProject(folder);
        project.git("init", "--quiet", "--initial-branch=main");
        project.write("rules.yaml", RULES);
        project.write("vm/src/a/Continuation.java", "package a;\n\nclass Continuation {}\n");
        project.write("vm/src/a/Frame.java", "package a;\n\nclass Frame {\n    int depth;\n}\n");
        project.write("vm/src/a/Stack.java", "package a;\n\nclass Stack {\n    int size;\n}\n");
        project.write(".gitignore", ".guard\nclasses\n");
        project.commit();
        return project;
    }

    String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        Run run = run(command);
        assertThat(run.code()).as("%s: %s", command, run.output()).isZero();
        return run.output().strip();
    }

    /** What a program said and how it ended. */
    record Run(int code, String output) {}

    Run run(List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    GitProject write(String path, String text) {
        GuardRun.write(folder.resolve(path), text);
        return this;
    }

    /** Gives a type one field. */
    GitProject type(String name, String field) {
        return write("vm/src/a/" + name + ".java", "package a;\n\nclass " + name + " {\n    " + field + "\n}\n");
    }

    GitProject delete(String path) {
        try {
            Files.delete(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    GitProject stage() {
        git("add", "--all");
        return this;
    }

    GitProject commit() {
        stage();
        git("commit", "--quiet", "--no-verify", "--allow-empty", "--message=x");
        return this;
    }

    GuardRun check(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return GuardRun.in(folder, all);
    }
}
