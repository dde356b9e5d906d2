package dev.moveguard.cli;

import dev.moveguard.config.Spelling;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, and what was probably meant. */
final class UsageMessage {
    private UsageMessage() {}

    static String of(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched().get(0), e.getCommandLine());
        }
        ArgSpec argument = e.getArgSpec();
        String value = e.getValue();
        List<String> words = argument == null ? List.of() : Arguments.words(argument);
        return argument instanceof OptionSpec option && value != null && !words.isEmpty()
                ? "%s takes %s, not %s%s"
                        .formatted(option.longestName(), alternatives(words), value, Spelling.hint(value, words))
                : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String unmatched(String word, CommandLine command) {
        if (word.startsWith("-")) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            List<String> known = new ArrayList<>();
            command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
            return "%s has no option %s%s"
                    .formatted(command.getCommandSpec().qualifiedName(), name, Spelling.hint(name, known));
        }
        return command.getSubcommands().isEmpty()
                ? "%s does not take %s".formatted(command.getCommandSpec().qualifiedName(), word)
                : "%s has no command %s%s"
                        .formatted(
                                command.getCommandSpec().qualifiedName(),
                                word,
                                Spelling.hint(word, command.getSubcommands().keySet()));
    }

    /** Joins words for a sentence. */
    static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
