package dev.moveguard.governance.ledger;

import dev.moveguard.config.Severity;
import dev.moveguard.governance.wiring.Call;
import dev.moveguard.governance.wiring.Call.Trigger;
import dev.moveguard.testpath.PluginBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Something that judges the rules of a project: a command or an execution of the plugin.
 *
 * @param goal what it does, by the name of the command or goal: check, prove
 * @param shown how the ledger names it
 * @param file where it stands
 * @param isOfPlugin whether it is an execution in a POM
 * @param rules ids of the rules it judges; empty: all
 * @param failOn the least severity that makes it fail
 * @param lost why nobody hears when it fails; empty: somebody does
 */
record GuardCall(
        String goal,
        String shown,
        String file,
        boolean isOfPlugin,
        Trigger trigger,
        Set<String> rules,
        Severity failOn,
        String lost) {
    private static final Set<String> WITH_VALUE =
            Set.of("--config", "--format", "--output", "--lens", "--rule", "--fail-on", "--base");

    boolean covers(String rule) {
        return rules.isEmpty() || rules.contains(rule);
    }

    // --- commands ---------------------------------------------------------------------------------------------------

    /** Reads a command; nothing when it does not judge the rules of this file. */
    static Optional<GuardCall> of(Call call, String rulesFile) {
        List<String> words = call.words();
        String program = words.get(0).replaceFirst(".*/", "");
        if (program.matches("guard(\\.sh|\\.cmd|\\.bat)?")) {
            return command(call, words.subList(1, words.size()), rulesFile);
        }
        int jar = words.indexOf("-jar");
        boolean isJar = program.equals("java") && jar > 0 && jar + 1 < words.size();
        if (isJar && words.get(jar + 1).matches("(.*/)?guard[\\w.-]*\\.jar")) {
            return command(call, words.subList(jar + 2, words.size()), rulesFile);
        }
        boolean isGoal = isMaven(call)
                && words.stream().anyMatch(word -> word.matches("(guard|.*:guard-maven-plugin(:[^:]*)?):check(@.*)?"));
        return isGoal
                ? Optional.of(new GuardCall(
                        "check",
                        shown(call),
                        call.at().file(),
                        false,
                        call.trigger(),
                        rules(words),
                        Severity.ERROR,
                        call.lost()))
                : Optional.empty();
    }

    private static Set<String> rules(List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith("-Dguard.rule="))
                .map(word -> word.substring(word.indexOf('=') + 1))
                .flatMap(list -> List.of(list.split(",")).stream())
                .collect(java.util.stream.Collectors.toSet());
    }

    private static Optional<GuardCall> command(Call call, List<String> words, String rulesFile) {
        if (words.isEmpty() || !words.get(0).equals("check")) {
            return Optional.empty();
        }
        List<String> rules = new ArrayList<>();
        Severity failOn = Severity.ERROR;
        boolean isOfOthers = false;
        for (int i = 1; i < words.size(); i++) {
            String[] parts = words.get(i).split("=", 2);
            boolean takesNext = parts.length == 1 && WITH_VALUE.contains(parts[0]) && i + 1 < words.size();
            String value = takesNext ? words.get(++i) : parts[parts.length - 1];
            switch (parts[0]) {
                case "--rule" -> rules.add(value);
                case "--fail-on" -> failOn = severity(value);
                case "--config" -> isOfOthers = !value.replaceFirst("^\\./", "").equals(rulesFile);
                case "--help", "-h", "--version", "-V" -> isOfOthers = true;
                default -> {}
            }
        }
        return isOfOthers
                ? Optional.empty()
                : Optional.of(new GuardCall(
                        "check",
                        shown(call),
                        call.at().file(),
                        false,
                        call.trigger(),
                        Set.copyOf(rules),
                        failOn,
                        call.lost()));
    }

    private static Severity severity(String word) {
        try {
            return Severity.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Severity.ERROR; // the command would say so itself
        }
    }

    private static String shown(Call call) {
        return "%s in %s".formatted(call, call.at().file());
    }

    static boolean isMaven(Call call) {
        return call.words().get(0).matches("(.*/)?(mvn|mvnw|mvnd)(\\.cmd|\\.bat)?");
    }

    // --- the plugin -------------------------------------------------------------------------------------------------

    static GuardCall of(PluginBinding binding) {
        boolean isCheck = binding.goal().equals("check");
        List<String> failOn = isCheck ? binding.configuration().values("failOn", "guard.failOn") : List.of();
        List<String> skip = binding.configuration().values("skip", "guard.skip");
        String phase = binding.phase().isEmpty() ? "verify" : binding.phase();
        String lost = !binding.isBound() ? "it is bound to no phase" : skip.contains("true") ? "skip is true" : "";
        return new GuardCall(
                binding.goal(),
                "guard:%s in %s, phase %s".formatted(binding.goal(), binding.pom(), phase),
                binding.pom(),
                true,
                Trigger.CI,
                Set.copyOf(binding.configuration().values("rules", "guard.rule")),
                failOn.isEmpty() ? Severity.ERROR : severity(failOn.get(0)),
                lost);
    }
}
