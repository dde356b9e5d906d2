package dev.moveguard.testpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which tests an execution of Surefire or Failsafe picks by their tags. */
record Groups(TestRun test) {
    Verdict verdict(TestClass test) {
        Optional<Setting> wanted = setting("groups");
        Optional<Setting> unwanted = setting("excludedGroups");
        if (wanted.isEmpty() && unwanted.isEmpty()) {
            return Verdict.runs();
        }
        Optional<Predicate<Set<String>>> include = wanted.flatMap(Groups::anyOf);
        Optional<Predicate<Set<String>>> exclude = unwanted.flatMap(Groups::anyOf);
        if (include.isPresent() != wanted.isPresent() || exclude.isPresent() != unwanted.isPresent()) {
            return undecided(wanted.or(() -> unwanted).orElseThrow(), "are no tag expressions");
        }
        if (test.enabled().anyMatch(member -> !member.framework().isPlatformOnly())) {
            return undecided(
                    wanted.or(() -> unwanted).orElseThrow(), "are not tags for what runs " + test.simpleName());
        }
        return verdict(test, wanted, include, unwanted, exclude);
    }

    private Verdict verdict(
            TestClass test,
            Optional<Setting> wanted,
            Optional<Predicate<Set<String>>> include,
            Optional<Setting> unwanted,
            Optional<Predicate<Set<String>>> exclude) {
        List<TestMember> included = test.enabled()
                .filter(member -> include.map(tags -> tags.test(member.tags())).orElse(true))
                .toList();
        boolean runs = included.stream()
                .anyMatch(
                        member -> exclude.map(tags -> !tags.test(member.tags())).orElse(true));
        if (test.enabled().anyMatch(TestMember::hasUnreadTag)) {
            return undecided(wanted.or(() -> unwanted).orElseThrow(), "meet a tag that is not written as a string");
        }
        if (runs || test.isDisabled()) {
            return Verdict.runs();
        }
        return included.isEmpty() && wanted.isPresent()
                ? notRun("runs only the groups", wanted.get())
                : notRun("leaves out the groups", unwanted.or(() -> wanted).orElseThrow());
    }

    private Optional<Setting> setting(String name) {
        return test.module()
                .setting(test.run(), name, name)
                .filter(setting -> !setting.value().isBlank());
    }

    /** Commas separate expressions of which one has to hold. */
    private static Optional<Predicate<Set<String>>> anyOf(Setting setting) {
        List<Predicate<Set<String>>> parsed = new ArrayList<>();
        for (Setting part : GoalRun.split(setting)) {
            if (!part.value().isEmpty()) {
                Optional<Predicate<Set<String>>> expression = TagExpression.parse(part.value());
                if (expression.isEmpty()) {
                    return Optional.empty();
                }
                parsed.add(expression.get());
            }
        }
        return parsed.stream().reduce(Predicate::or);
    }

    private Verdict undecided(Setting setting, String why) {
        String input = setting.where().shown().isEmpty()
                ? this.test.module().shownPom()
                : setting.where().shown();
        return new Verdict.Undecided(
                input, "sets %s to %s, which %s".formatted(setting.name(), setting.value(), why), true);
    }

    private Verdict notRun(String what, Setting setting) {
        return Verdict.notRun(
                        "%s %s %s%s"
                                .formatted(
                                        test.plugin().shown(),
                                        what,
                                        setting.value(),
                                        setting.where().inBrackets()),
                        setting.where())
                .repair("change %s, or the tags of the class".formatted(setting.name()));
    }
}
