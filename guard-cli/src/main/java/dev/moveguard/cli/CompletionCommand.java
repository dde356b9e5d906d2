package dev.moveguard.cli;

import dev.moveguard.config.Spelling;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guard completion}: what makes a shell complete commands, options, their values and the ids of rules. */
@Command(
        name = "completion",
        description = {
            "Prints a script that makes a shell complete the commands and options of guard.",
            "bash: guard completion bash > ~/.local/share/bash-completion/completions/guard",
            "zsh:  guard completion zsh > ~/.guard-completion, and in ~/.zshrc: source ~/.guard-completion",
            "fish: guard completion fish > ~/.config/fish/completions/guard.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    /** Puts the ids of rules where they belong, and leaves everything else to the script of the library in front of it. */
    private static final String RULES = """

            # The ids of the rules of the nearest rules.yaml.
            function _guard_with_rules() {
              local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
              if [ "$before" = --rule ] || { [ "$before" = explain ] && [ "${word#-}" = "$word" ]; }; then
                COMPREPLY=( $(compgen -W "$(guard list 2>/dev/null | cut -d ' ' -f 1)" -- "$word") )
                return 0
              fi
              _complete_guard
            }

            complete -F _guard_with_rules -o default guard
            """;

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell = "";

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String named = shell.toLowerCase(Locale.ROOT);
        if (!SHELLS.contains(named)) {
            throw new UsageException("there are scripts for bash, zsh and fish, not for %s%s"
                    .formatted(shell, Spelling.hint(named, SHELLS)));
        }
        CommandLine all = Guard.whole(new CommandFactory(console));
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                named.equals("fish")
                        ? FishCompletion.of(all)
                        : AutoComplete.bash("guard", new CommandLine(spelled(all.getCommandSpec()))) + RULES);
        return ExitCode.CLEAN;
    }

    /** Returns the commands with the words of their options as users write them. */
    private static CommandSpec spelled(CommandSpec command) {
        CommandSpec copy = CommandSpec.create().name(command.name());
        for (OptionSpec option : command.options()) {
            List<String> words = words(option);
            copy.addOption(
                    words.isEmpty()
                            ? option
                            : OptionSpec.builder(option)
                                    .completionCandidates(words)
                                    .build());
        }
        command.positionalParameters().forEach(copy::addPositional);
        command.subcommands()
                .forEach((name, sub) -> copy.addSubcommand(name, new CommandLine(spelled(sub.getCommandSpec()))));
        return copy;
    }

    /** Returns the words an option takes; empty: anything. */
    static List<String> words(ArgSpec argument) {
        Object[] constants = argument.type().getEnumConstants();
        return constants == null
                ? List.of()
                : Arrays.stream(constants)
                        .map(one ->
                                ((Enum<?>) one).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList();
    }
}
