package dev.moveguard.governance.ledger;

import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.Severity;
import dev.moveguard.governance.ledger.WiringLosses.Wired;
import dev.moveguard.governance.wiring.Call;
import dev.moveguard.governance.wiring.Call.Trigger;
import dev.moveguard.governance.wiring.Wiring;
import dev.moveguard.rule.Project;
import dev.moveguard.testpath.PluginBinding;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs the rules and the tests of a project by itself. */
final class RuleWiring {
    private static final String GROUP = "dev.moveguard";
    private static final String PLUGIN = "guard-maven-plugin";
    private static final Pattern GOAL = Pattern.compile("(?:guard|.*:guard-maven-plugin(?::[^:]*)?):([a-z]+)(?:@.*)?");
    /** What is asked of rules beside whether code keeps them: the same names on the command line and as goals. */
    private static final Set<String> BESIDE = Set.of("prove", "audit", "diff", "doctor");

    private static final String ADD = "run guard check in CI, or bind guard:check of the Maven plugin in the POM";
    private static final List<String> GOALS = List.of("check", "prove", "audit", "diff", "doctor");
    private static final Set<String> TESTING = Set.of(
            "test",
            "prepare-package",
            "package",
            "pre-integration-test",
            "integration-test",
            "post-integration-test",
            "verify",
            "install",
            "deploy",
            "surefire:test",
            "failsafe:verify");

    private final List<GuardCall> calls = new ArrayList<>();
    private final List<GuardCall> beside = new ArrayList<>();
    private final List<Call> maven;
    private final boolean hasPom;
    private final Wiring wiring;
    private final List<String> unread;

    RuleWiring(Project project, String rulesFile) {
        hasPom = Files.isRegularFile(project.root().resolve("pom.xml"));
        wiring = Wiring.of(project.root());
        unread = new ArrayList<>(wiring.unread());
        wiring.calls().forEach(call -> GuardCall.of(call, rulesFile).ifPresent(calls::add));
        PluginBinding.of(project, GROUP, PLUGIN, GOALS, unread).forEach(binding -> {
            boolean isCheck = binding.goal().equals("check");
            (isCheck ? calls : beside).add(GuardCall.of(binding));
        });
        maven = wiring.calls().stream().filter(GuardCall::isMaven).toList();
    }

    List<String> unread() {
        return unread;
    }

    /** What judges rules, whether or not somebody hears of it. */
    List<String> shown() {
        return calls.stream()
                .map(call -> call.lost().isEmpty() ? call.shown() : "%s, but %s".formatted(call.shown(), call.lost()))
                .distinct()
                .toList();
    }

    /** Returns what is run and heard of: commands and goals of guard by their names, Maven that runs tests. */
    Map<String, List<Wired>> wired() {
        Map<String, List<Wired>> wired = new TreeMap<>();
        calls.stream().filter(RuleWiring::isHeard).forEach(call -> put(wired, what(call), wired(call)));
        beside.stream().filter(RuleWiring::isHeard).forEach(call -> put(wired, "guard " + call.goal(), wired(call)));
        wiring.calls().stream()
                .filter(call -> call.lost().isEmpty() && call.trigger() != Trigger.MANUAL)
                .forEach(call -> others(call).forEach(what -> put(wired, what, wired(call))));
        return wired;
    }

    private static void put(Map<String, List<Wired>> wired, String what, Wired one) {
        wired.computeIfAbsent(what, key -> new ArrayList<>()).add(one);
    }

    private static boolean isHeard(GuardCall call) {
        return call.lost().isEmpty() && call.trigger() != Trigger.MANUAL;
    }

    private static Wired wired(GuardCall call) {
        return new Wired(call.shown(), call.file(), call.rules(), call.failOn());
    }

    private static Wired wired(Call call) {
        String file = call.at().file();
        return new Wired("%s in %s".formatted(call, file), file, Set.of(), Severity.ERROR);
    }

    private static String what(GuardCall call) {
        String what = call.isOfPlugin() ? "guard:check" : "guard check";
        return call.trigger() == Trigger.HOOK ? what + " of a hook" : what;
    }

    /** Names what a command does, beside guard check, that has to go on being done. */
    private static List<String> others(Call call) {
        List<String> words = call.words();
        boolean isGuard = words.get(0).matches("(.*/)?guard(\\.sh|\\.cmd|\\.bat)?") && words.size() > 1;
        if (isGuard) {
            return BESIDE.contains(words.get(1)) ? List.of("guard " + words.get(1)) : List.of();
        } else if (!GuardCall.isMaven(call)) {
            return List.of();
        }
        Stream<String> goals = words.stream()
                .map(GOAL::matcher)
                .filter(Matcher::matches)
                .map(goal -> goal.group(1))
                .filter(BESIDE::contains)
                .map("guard "::concat);
        return Stream.concat(goals, runsTests(call) ? Stream.of("the tests") : Stream.empty())
                .toList();
    }

    Answer of(RuleEntry rule) {
        List<GuardCall> covering =
                calls.stream().filter(call -> call.covers(rule.id())).toList();
        List<GuardCall> heard = covering.stream()
                .filter(call -> call.lost().isEmpty() && call.trigger() == Trigger.CI)
                .toList();
        if (heard.stream().anyMatch(call -> rule.severity().isAtLeast(call.failOn()))) {
            return Answer.yes(heard.stream()
                    .filter(call -> rule.severity().isAtLeast(call.failOn()))
                    .map(GuardCall::shown)
                    .distinct()
                    .collect(Collectors.joining("; ")));
        } else if (!heard.isEmpty()) {
            return Answer.weak(
                    "its severity is %s, and nothing fails on that"
                            .formatted(rule.severity().word()),
                    "raise its severity, or lower --fail-on");
        }
        return unheard(covering);
    }

    private static Answer unheard(List<GuardCall> covering) {
        Stream<GuardCall> hooks = covering.stream().filter(call -> call.trigger() == Trigger.HOOK);
        if (hooks.findAny().isPresent()) {
            return Answer.weak("a hook alone runs it", ADD);
        }
        return covering.stream()
                .findFirst()
                .map(call -> Answer.no(
                        call.lost().isEmpty()
                                ? "%s runs it only by hand".formatted(call.shown())
                                : "%s runs it, but %s".formatted(call.shown(), call.lost()),
                        "let its failure fail the run"))
                .orElseGet(() -> Answer.no("nothing runs guard check", ADD));
    }

    /** Whether a test that the build would run is run by itself. */
    Answer ofTests() {
        List<Call> heard = maven.stream().filter(Call::counts).toList();
        if (!hasPom) {
            return Answer.unknown("which build runs it is not known: there is no pom.xml at the root");
        } else if (heard.isEmpty()) {
            boolean isOther = wiring.hasCi() && maven.isEmpty();
            return Answer.yes(isOther ? "the build; no CI configuration calls Maven by name" : "the build");
        }
        return heard.stream()
                .filter(RuleWiring::runsTests)
                .findFirst()
                .map(call -> Answer.yes("%s in %s".formatted(call, call.at().file())))
                .orElseGet(() -> Answer.weak(
                        "CI calls Maven without running tests: %s".formatted(heard.get(0)),
                        "run mvn verify in CI, without skipping tests"));
    }

    private static boolean runsTests(Call call) {
        boolean isSkipped = call.words().stream()
                .anyMatch(word -> word.matches("-D(skipTests|maven\\.test\\.skip|skipITs)(=true)?"));
        return !isSkipped && call.words().stream().anyMatch(TESTING::contains);
    }
}
