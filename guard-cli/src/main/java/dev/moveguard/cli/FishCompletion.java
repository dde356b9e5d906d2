package dev.moveguard.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completions of the shell fish, which the library of the command line does not know. */
final class FishCompletion {
    private static final String IDS = "(guard list 2>/dev/null | string split -f 1 ' ')";

    private final StringBuilder script = new StringBuilder("# Completions of guard for fish.\ncomplete -c guard -f\n");

    private FishCompletion() {}

    static String of(CommandLine line) {
        FishCompletion completion = new FishCompletion();
        completion.commands(line.getSubcommands(), "__fish_use_subcommand");
        line.getSubcommands().forEach(completion::command);
        return completion.script.toString();
    }

    private void command(String name, CommandLine command) {
        String here = "__fish_seen_subcommand_from " + name;
        Map<String, CommandLine> nested = command.getSubcommands();
        if (!nested.isEmpty()) {
            commands(nested, here + "; and not __fish_seen_subcommand_from " + String.join(" ", nested.keySet()));
            nested.forEach(
                    (sub, line) -> options(line.getCommandSpec(), here + "; and __fish_seen_subcommand_from " + sub));
        }
        options(command.getCommandSpec(), here);
        values(name, command.getCommandSpec()).forEach(words -> line(here, words));
    }

    private void commands(Map<String, CommandLine> commands, String condition) {
        commands.forEach((name, command) -> line(
                condition,
                "-a " + name + described(command.getCommandSpec().usageMessage().description())));
    }

    private void options(CommandSpec command, String condition) {
        for (OptionSpec option : command.options()) {
            StringBuilder line = new StringBuilder();
            for (String name : option.names()) {
                line.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                        .append(' ');
            }
            line(condition, line + value(option) + described(option.description()));
        }
    }

    /** What may stand behind an option. */
    private static String value(OptionSpec option) {
        List<String> words = Arguments.words(option);
        if (option.arity().max() == 0) {
            return "";
        } else if (!words.isEmpty()) {
            return "-x -a '" + String.join(" ", words) + "'";
        } else if (option.longestName().equals("--rule")) {
            return "-x -a '" + IDS.replace("'", "\\'") + "'";
        }
        return isPath(option) ? "-r -F" : "-x";
    }

    /** What may stand alone. */
    private static List<String> values(String name, CommandSpec command) {
        if (name.equals("explain")) {
            return List.of("-a '" + IDS.replace("'", "\\'") + "'");
        }
        if (name.equals("completion")) {
            return List.of("-a 'bash zsh fish'");
        }
        boolean takesPaths = command.positionalParameters().stream().anyMatch(FishCompletion::isPath);
        return takesPaths ? List.of("-F") : List.of();
    }

    private static boolean isPath(ArgSpec argument) {
        Class<?> type =
                Collection.class.isAssignableFrom(argument.type()) ? argument.auxiliaryTypes()[0] : argument.type();
        return type == Path.class;
    }

    private static String described(String[] description) {
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        String first = end < 0 ? text.replaceAll("[.]$", "") : text.substring(0, end);
        return first.isEmpty() ? "" : " -d '" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void line(String condition, String rest) {
        script.append("complete -c guard -n '")
                .append(condition)
                .append("' ")
                .append(rest)
                .append('\n');
    }
}
