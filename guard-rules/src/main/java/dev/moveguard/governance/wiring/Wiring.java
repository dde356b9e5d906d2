package dev.moveguard.governance.wiring;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Place;
import dev.moveguard.governance.wiring.Call.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What runs by itself in a project: the commands of GitHub Actions, GitLab CI, Azure Pipelines, CircleCI, Jenkins, scripts below
 * {@code .ci}, and of hooks (Git's own, husky, lefthook, pre-commit). Scripts they call are followed.
 */
public final class Wiring {
    private static final int DEEPEST = 5;
    private static final List<String> HOOK_FOLDERS = List.of(".githooks", ".husky", ".git/hooks", "hooks");

    private final Path root;
    private final List<Call> calls = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final Set<String> systems = new HashSet<>();
    /** Included files that are being read: one may include itself. */
    private final Set<String> open = new HashSet<>();

    private Wiring(Path root) {
        this.root = root;
    }

    /** Reads the configurations below the root of a repository. What cannot be read is told by {@link #unread}. */
    public static Wiring of(Path root) {
        Wiring wiring = new Wiring(root.toAbsolutePath().normalize());
        wiring.read();
        return wiring;
    }

    /** The commands, in the order of the files. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The files that could not be read, each with the reason. */
    public List<String> unread() {
        return List.copyOf(unread);
    }

    /** Whether the project has any CI configuration at all. */
    public boolean hasCi() {
        return !systems.isEmpty();
    }

    private void read() {
        files(".github/workflows", "ya?ml").forEach(file -> yaml(file, new GitHubActions(this)));
        one(".gitlab-ci.yml").forEach(file -> yaml(file, new GitLabCi(this)));
        Stream.of("azure-pipelines.yml", "azure-pipelines.yaml", ".azure-pipelines.yml")
                .flatMap(this::one)
                .forEach(file -> yaml(file, new AzurePipelines(this)));
        files(".azure-pipelines", "ya?ml").forEach(file -> yaml(file, new AzurePipelines(this)));
        one(".circleci/config.yml").forEach(file -> yaml(file, new CircleCi(this)));
        one("Jenkinsfile").forEach(file -> text(file, text -> new Jenkinsfile(this).read(file, text)));
        files(".ci", ".*").filter(file -> isScript(file)).forEach(file -> script(file, Trigger.CI, 0));
        hooks();
    }

    private void hooks() {
        for (String folder : HOOK_FOLDERS) {
            files(folder, ".*")
                    .filter(file -> file.matches(".*/(pre-commit|pre-push|commit-msg|pre-merge-commit|post-checkout)"))
                    .forEach(file -> script(file, Trigger.HOOK, 0));
        }
        one(".pre-commit-config.yaml").forEach(file -> yaml(file, new HookConfiguration(this)));
        Stream.of("lefthook.yml", "lefthook.yaml", ".lefthook.yml")
                .flatMap(this::one)
                .forEach(file -> yaml(file, new HookConfiguration(this)));
    }

    // --- files ------------------------------------------------------------------------------------------------------

    private Stream<String> one(String name) {
        return Files.isRegularFile(root.resolve(name)) ? Stream.of(name) : Stream.empty();
    }

    private Stream<String> files(String folder, String ending) {
        if (!Files.isDirectory(root.resolve(folder))) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.list(root.resolve(folder))) {
            return found
                    .filter(Files::isRegularFile)
                    .map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.matches(".*/([^/]*\\.)?" + ending))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            unread.add(folder + " cannot be listed");
            return Stream.empty();
        }
    }

    /** Reads a configuration of one system. */
    interface Reader {
        /** The name of the system; empty for hooks. */
        String system();

        void read(String file, YamlTree tree);
    }

    private interface TextReader {
        void read(String text);
    }

    private void yaml(String file, Reader reader) {
        text(
                file,
                text -> YamlTree.of(text, file)
                        .ifPresentOrElse(
                                tree -> {
                                    if (!reader.system().isEmpty()) {
                                        systems.add(reader.system());
                                    }
                                    reader.read(file, tree);
                                },
                                () -> unread.add(file + " is not YAML")));
    }

    private void text(String file, TextReader reader) {
        try {
            reader.read(SourceText.read(root.resolve(file)).text());
        } catch (UnreadableException e) {
            unread.add("%s %s".formatted(file, e.reason()));
        }
    }

    void system(String name) {
        systems.add(name);
    }

    /** Reads another YAML file of the project, when it is there. */
    void include(String file, Reader reader) {
        one(file).filter(open::add).forEach(found -> {
            yaml(found, reader);
            open.remove(found);
        });
    }

    /** How a text of commands is run. */
    record Shell(Trigger trigger, String lost, boolean failsFast, boolean hasPipefail) {}

    /** Adds the commands of a text that stands on a line of a file. */
    void add(String file, int line, String text, Shell shell) {
        add(file, line, text, shell, 0);
    }

    private void add(String file, int line, String text, Shell shell, int depth) {
        for (ShellScript.Command command : ShellScript.commands(text, shell.failsFast, shell.hasPipefail)) {
            String lost = shell.lost.isEmpty() ? command.lost() : shell.lost;
            Place at = new Place(file, line + command.line(), 1);
            calls.add(new Call(at, shell.trigger, command.words(), lost));
            String called = script(command.words());
            if (lost.isEmpty() && depth < DEEPEST) {
                if (!called.isEmpty()) {
                    script(called, shell.trigger, depth + 1);
                }
                Shell ofTask = new Shell(shell.trigger, "", true, false);
                new TaskFiles(root)
                        .of(command.words())
                        .forEach(task -> add(task.file(), task.line(), task.text(), ofTask, depth + 1));
            }
        }
    }

    /** Returns the script of the project that a command runs; empty: none. */
    private String script(List<String> words) {
        boolean isShell = words.get(0).matches("(.*/)?(ba|da|z|k)?sh") && words.size() > 1;
        String named = words.stream()
                .skip(isShell ? 1 : 0)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("")
                .replaceFirst("^\\./", "");
        try {
            boolean isThere = !named.isBlank() && !named.startsWith("/") && Files.isRegularFile(root.resolve(named));
            return isThere && isScript(named) ? named : "";
        } catch (InvalidPathException e) {
            return "";
        }
    }

    /** Whether a file is a shell script: by its first line, or its name. */
    private boolean isScript(String file) {
        try {
            String first = SourceText.read(root.resolve(file)).line(1);
            return file.endsWith(".sh") || first.matches("#!.*\\b(ba|da|z|k)?sh\\b.*");
        } catch (UnreadableException e) {
            return false;
        }
    }

    private void script(String file, Trigger trigger, int depth) {
        boolean isOfTools = file.matches("(.*/)?(mvnw|gradlew|guard)");
        if (isOfTools) {
            return; // what a wrapper runs is not what the project checks
        }
        if (trigger == Trigger.CI) {
            systems.add("scripts");
        }
        text(file, text -> add(file, 1, text, new Shell(trigger, "", false, false), depth));
    }
}
