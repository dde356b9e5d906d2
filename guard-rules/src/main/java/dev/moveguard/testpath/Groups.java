package dev.moveguard.testpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which tests an execution of Surefire or Failsafe picks by their tags, groups or categories. */
record Groups(TestRun test) {
    Verdict verdict(TestClass test) {
        Optional<Setting> wanted = setting("groups");
        Optional<Setting> unwanted = setting("excludedGroups");
        if (wanted.isEmpty() && unwanted.isEmpty() || test.isDisabled()) {
            return Verdict.runs();
        }
        if (test.enabled().anyMatch(member -> member.framework() == Framework.UNKNOWN)) {
            return undecided(
                    wanted.or(() -> unwanted).orElseThrow(), "are not tags for what runs " + test.simpleName(), test);
        }
        List<TestMember> included = new ArrayList<>();
        boolean runs = false;
        for (TestMember member : test.enabled().toList()) {
            Optional<Predicate<TestMember>> include = wanted.flatMap(setting -> anyOf(setting, member.framework()));
            Optional<Predicate<TestMember>> exclude = unwanted.flatMap(setting -> anyOf(setting, member.framework()));
            if (include.isPresent() != wanted.isPresent() || exclude.isPresent() != unwanted.isPresent()) {
                Setting unread =
                        include.isPresent() == wanted.isPresent() ? unwanted.orElseThrow() : wanted.orElseThrow();
                return undecided(unread, "are no %s".formatted(expressions(member.framework())), test);
            }
            if (include.map(one -> one.test(member)).orElse(true)) {
                included.add(member);
                runs |= !exclude.map(one -> one.test(member)).orElse(false);
            }
        }
        if (test.enabled().anyMatch(TestMember::hasUnreadTag)) {
            return undecided(
                    wanted.or(() -> unwanted).orElseThrow(), "meet a tag that is not written as a string", test);
        }
        if (runs) {
            return Verdict.runs();
        }
        return included.isEmpty() && wanted.isPresent()
                ? notRun("runs only the groups", wanted.get())
                : notRun("leaves out the groups", unwanted.or(() -> wanted).orElseThrow());
    }

    /** Whether the JUnit Platform runs tests of a framework here, for which groups and categories are tags. */
    private boolean isOnPlatform(Framework framework) {
        return framework.isPlatformOnly() || new Engines(test).takesPlatform();
    }

    private String expressions(Framework framework) {
        return isOnPlatform(framework)
                ? "tag expressions"
                : "plain names, which alone are followed for " + framework.shown();
    }

    /** Commas separate expressions of which one has to hold; nothing when one is none. */
    private Optional<Predicate<TestMember>> anyOf(Setting setting, Framework framework) {
        List<Predicate<TestMember>> parsed = new ArrayList<>();
        for (Setting part : GoalRun.split(setting)) {
            if (!part.value().isEmpty()) {
                Optional<Predicate<TestMember>> one = isOnPlatform(framework)
                        ? TagExpression.parse(part.value()).map(tags -> member -> tags.test(member.tags()))
                        : named(part.value(), framework);
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                parsed.add(one.get());
            }
        }
        return parsed.stream().reduce(Predicate::or);
    }

    /** TestNG takes a group for a regular expression; for JUnit 4 it is the end of a category's name, or a type above it. */
    private static Optional<Predicate<TestMember>> named(String name, Framework framework) {
        if (framework == Framework.TESTNG) {
            return name.matches("[^\\s!&|()]+") ? expression(name) : Optional.empty();
        }
        return name.matches("[\\w.$]+")
                ? Optional.of(member -> member.tags().stream().anyMatch(tag -> tag.endsWith(name))
                        || member.widerTags().contains(name))
                : Optional.empty();
    }

    private static Optional<Predicate<TestMember>> expression(String name) {
        try {
            Pattern pattern = Pattern.compile(name);
            return Optional.of(member ->
                    member.tags().stream().anyMatch(tag -> pattern.matcher(tag).matches()));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<Setting> setting(String name) {
        return test.module()
                .setting(test.run(), name, name)
                .filter(setting -> !setting.value().isBlank());
    }

    private Verdict undecided(Setting setting, String why, TestClass tests) {
        String input = setting.where().shown().isEmpty()
                ? this.test.module().shownPom()
                : setting.where().shown();
        return new Verdict.Undecided(
                input,
                "sets %s to %s, which %s".formatted(setting.name(), setting.value(), why),
                tests.enabled().allMatch(member -> member.framework().isPlatformOnly()));
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
