package dev.moveguard.cli;

import java.util.List;
import picocli.CommandLine;

/** The commands there are. */
final class Commands {
    /** In the order of the help. */
    private static final List<String> NAMES = List.of(
            "init",
            "check",
            "baseline",
            "list",
            "explain",
            "graph",
            "doctor",
            "prove",
            "audit",
            "diff",
            "hook",
            "completion");

    private Commands() {}

    /** Returns guard with the command that is called alone: what the others take would be made for nothing. */
    static CommandLine called(Console console, String... arguments) {
        boolean isOne = arguments.length > 0 && NAMES.contains(arguments[0]);
        return guard(console, isOne ? List.of(arguments[0]) : NAMES);
    }

    /** Returns guard with all there is below it. */
    static CommandLine all(Console console) {
        return guard(console, NAMES);
    }

    private static CommandLine guard(Console console, List<String> names) {
        CommandGroup guard = new CommandGroup(
                console,
                "guard",
                "Keeps architecture laws alive: checks that Java code obeys them, and that every guard exists, runs and bites.");
        names.forEach(name -> guard.with(command(name, console)));
        return guard.line();
    }

    private static Command command(String name, Console console) {
        return switch (name) {
            case "init" -> new InitCommand(console);
            case "check" -> new CheckCommand(console);
            case "baseline" -> new BaselineCommand(console);
            case "list" -> new ListCommand(console);
            case "explain" -> new ExplainCommand(console);
            case "graph" -> new GraphCommand(console);
            case "doctor" -> new DoctorCommand(console);
            case "prove" -> new ProveCommand(console);
            case "audit" -> new AuditCommand(console);
            case "diff" -> new DiffCommand(console);
            case "hook" -> hook(console);
            case "completion" -> new CompletionCommand(console);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Command hook(Console console) {
        return new CommandGroup(
                        console,
                        "hook",
                        "Installs or takes out the hook that runs guard check --staged before each commit.")
                .with(new HookInstallCommand(console))
                .with(new HookUninstallCommand(console));
    }
}
