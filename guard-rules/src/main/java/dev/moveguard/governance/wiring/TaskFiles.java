package dev.moveguard.governance.wiring;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command runs that names a task: a target of the Makefile, a script of package.json, both at the root.
 *
 * <p>Variables, functions and included files of make are not followed.
 */
record TaskFiles(Path root) {
    private static final Pattern RULE =
            Pattern.compile("([^\\s:#=][^:=#]*?)\\s*::?(?!=)\\s*([^#;=]*?)\\s*(?:;(.*)|#.*)?");
    private static final Set<String> OTHERS_OF_YARN =
            Set.of("install", "add", "remove", "exec", "dlx", "ci", "audit", "publish", "init", "why", "up");

    /**
     * Commands that are run.
     *
     * @param line of the first, from 1
     */
    record Task(String file, int line, String text) {}

    /** Returns what a command runs, in the order of its tasks. */
    List<Task> of(List<String> words) {
        String program = words.get(0).replaceFirst(".*/", "");
        return switch (program) {
            case "make", "gmake" -> make(words.subList(1, words.size()));
            case "npm", "yarn", "pnpm" ->
                script(program, words.subList(1, words.size())).stream().toList();
            default -> List.of();
        };
    }

    // --- make -------------------------------------------------------------------------------------------------------

    private List<Task> make(List<String> words) {
        boolean isElsewhere = words.stream().anyMatch(word -> word.startsWith("-C") || word.startsWith("-f"));
        if (isElsewhere) {
            return List.of();
        }
        List<String> targets = words.stream()
                .filter(word -> !word.startsWith("-") && !word.contains("="))
                .toList();
        for (String name : List.of("GNUmakefile", "makefile", "Makefile")) {
            Optional<String> text = text(name);
            if (text.isPresent()) {
                return new Makefile(name, text.get().lines().toList()).run(targets);
            }
        }
        return List.of();
    }

    private record Makefile(String name, List<String> lines) {
        List<Task> run(List<String> targets) {
            List<Task> tasks = new ArrayList<>();
            Set<String> done = new HashSet<>();
            (targets.isEmpty() ? first() : targets).forEach(target -> run(target, done, tasks));
            return tasks;
        }

        private List<String> first() {
            return lines.stream()
                    .map(RULE::matcher)
                    .filter(Matcher::matches)
                    .map(rule -> rule.group(1).split("\\s+")[0])
                    .filter(target -> !target.startsWith("."))
                    .limit(1)
                    .toList();
        }

        private void run(String target, Set<String> done, List<Task> tasks) {
            if (!done.add(target)) {
                return;
            }
            for (int i = 0; i < lines.size(); i++) {
                Matcher rule = RULE.matcher(lines.get(i));
                if (rule.matches() && List.of(rule.group(1).split("\\s+")).contains(target)) {
                    for (String before : rule.group(2).split("\\s+")) {
                        run(before, done, tasks);
                    }
                    recipe(i, rule.group(3)).ifPresent(tasks::add);
                }
            }
        }

        /** Reads what stands below a rule; a line with a minus before it may fail. */
        private Optional<Task> recipe(int at, String besides) {
            StringBuilder text = new StringBuilder(besides == null ? "" : besides).append('\n');
            boolean isContinued = false;
            for (int i = at + 1; i < lines.size() && isRecipe(lines.get(i), isContinued); i++) {
                String line = lines.get(i);
                String command = isContinued ? line.strip() : line.strip().replaceFirst("^[-@+]+\\s*", "");
                boolean mayFail = !isContinued && line.strip().matches("[@+]*-.*");
                isContinued = line.endsWith("\\");
                text.append(command)
                        .append(mayFail && !isContinued ? " || true" : "")
                        .append('\n');
            }
            return text.toString().isBlank() ? Optional.empty() : Optional.of(new Task(name, at + 1, text.toString()));
        }

        private static boolean isRecipe(String line, boolean isContinued) {
            return isContinued || line.startsWith("\t") || line.isBlank() || line.startsWith("#");
        }
    }

    // --- package.json -----------------------------------------------------------------------------------------------

    private Optional<Task> script(String program, List<String> words) {
        List<String> names =
                words.stream().filter(word -> !word.startsWith("-")).toList();
        if (names.isEmpty() || words.stream().anyMatch(word -> word.matches("--prefix.*|-C|--cwd.*|--dir.*"))) {
            return Optional.empty();
        }
        boolean isRun = Set.of("run", "run-script").contains(names.get(0));
        boolean isTest = Set.of("test", "t").contains(names.get(0));
        boolean isShort = !program.equals("npm") && !OTHERS_OF_YARN.contains(names.get(0));
        String name = isRun && names.size() > 1 ? names.get(1) : isTest ? "test" : isShort ? names.get(0) : "";
        // JSON is YAML, but for tabs
        return text("package.json")
                .flatMap(text -> YamlTree.of(text.replace('\t', ' '), "package.json"))
                .map(file -> file.get("scripts").get(name))
                .filter(script -> !script.text().isBlank())
                .map(script -> new Task("package.json", script.line(), script.text()));
    }

    private Optional<String> text(String name) {
        try {
            Path file = root.resolve(name);
            return Files.isRegularFile(file) ? Optional.of(SourceText.read(file).text()) : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.empty(); // what cannot be read runs nothing that could be counted on
        }
    }
}
