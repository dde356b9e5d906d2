package dev.moveguard.cli;

import dev.moveguard.config.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code guard completion}: what makes a shell complete commands, options, their values and the ids of rules. */
final class CompletionCommand extends Command {
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

    private final Supplier<String> shell = takes.parameter("SHELL", "bash, zsh or fish.");

    CompletionCommand(Console console) {
        super(
                console,
                "completion",
                "Prints a script that makes a shell complete the commands and options of guard.",
                "bash: guard completion bash > ~/.local/share/bash-completion/completions/guard",
                "zsh:  guard completion zsh > ~/.guard-completion, and in ~/.zshrc: source ~/.guard-completion",
                "fish: guard completion fish > ~/.config/fish/completions/guard.fish");
    }

    @Override
    public Integer call() {
        String named = shell.get().toLowerCase(Locale.ROOT);
        if (!SHELLS.contains(named)) {
            throw new UsageException("there are scripts for bash, zsh and fish, not for %s%s"
                    .formatted(shell.get(), Spelling.hint(named, SHELLS)));
        }
        CommandLine all = Commands.all(console);
        out().print(named.equals("fish") ? FishCompletion.of(all) : AutoComplete.bash("guard", all) + RULES);
        return ExitCode.CLEAN;
    }
}
