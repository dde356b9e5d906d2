package dev.moveguard.rule.archunit;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.moveguard.rule.archunit.Answer.Outcome;
import dev.moveguard.rule.archunit.Answer.Verdict;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule in a team's class: a static field or method that gives one, or a static method that judges classes itself. */
final class WrittenRule {
    private static final String EMPTY = "failed to check any classes";
    private static final String VIOLATED = "was violated (";

    private final Member member;

    private WrittenRule(Member member) {
        this.member = member;
    }

    /**
     * Finds the rules a question asks for.
     *
     * @param found takes them
     * @return what is wrong, when there are none
     */
    static List<Verdict> find(Question question, List<WrittenRule> found) {
        Pattern name = Pattern.compile(question.member().replace("$", "\\$").replace("*", ".*"));
        boolean isOne = question.member().indexOf('*') < 0;
        try {
            Class<?> type = Class.forName(question.type(), false, WrittenRule.class.getClassLoader());
            List<Member> members = Stream.concat(
                            Arrays.stream(type.getDeclaredFields()).map(Member.class::cast),
                            Arrays.stream(type.getDeclaredMethods()))
                    .filter(one -> !one.isSynthetic())
                    .sorted(Comparator.comparing(Member::getName))
                    .toList();
            members.stream()
                    .filter(one -> name.matcher(one.getName()).matches() && isRule(one))
                    .map(WrittenRule::new)
                    .forEach(found::add);
            if (!found.isEmpty()) {
                return List.of();
            }
            List<Member> named = members.stream()
                    .filter(one -> one.getName().equals(question.member()))
                    .toList();
            return isOne && !named.isEmpty()
                    ? verdicts(Outcome.NO_RULE, List.of(whyNot(named.get(0))))
                    : verdicts(
                            Outcome.NO_MEMBER,
                            members.stream()
                                    .filter(WrittenRule::isRule)
                                    .map(Member::getName)
                                    .toList());
        } catch (ClassNotFoundException e) {
            return verdicts(Outcome.NO_CLASS, List.of());
        } catch (LinkageError e) {
            return verdicts(Outcome.FAILED, List.of(told(e)));
        }
    }

    private static List<Verdict> verdicts(Outcome outcome, List<String> texts) {
        return List.of(new Verdict("", outcome, texts));
    }

    private static boolean isRule(Member member) {
        return Modifier.isStatic(member.getModifiers())
                && (member instanceof Field field
                        ? ArchRule.class.isAssignableFrom(field.getType())
                        : isFactory((Method) member) || isTest((Method) member));
    }

    private static boolean isFactory(Method method) {
        return ArchRule.class.isAssignableFrom(method.getReturnType()) && method.getParameterCount() == 0;
    }

    private static boolean isTest(Method method) {
        return method.getReturnType() == void.class
                && method.getParameterCount() == 1
                && method.getParameterTypes()[0] == JavaClasses.class;
    }

    private static String whyNot(Member member) {
        Class<?> type = member instanceof Field field ? field.getType() : ((Method) member).getReturnType();
        if (!ArchRule.class.isAssignableFrom(type)) {
            return "is of the type %s, not ArchRule".formatted(type.getSimpleName());
        }
        return Modifier.isStatic(member.getModifiers()) ? "takes parameters" : "is not static";
    }

    Verdict judge(JavaClasses classes) {
        try {
            return new Verdict(member.getName(), Outcome.JUDGED, violations(classes));
        } catch (AssertionError e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains(EMPTY)) {
                return new Verdict(member.getName(), Outcome.EMPTY, List.of(firstLine(message)));
            }
            return new Verdict(member.getName(), Outcome.JUDGED, List.of(message));
        } catch (Exception | LinkageError | StackOverflowError e) {
            return new Verdict(member.getName(), Outcome.FAILED, List.of(told(e)));
        }
    }

    private List<String> violations(JavaClasses classes) throws IllegalAccessException {
        ((AccessibleObject) member).setAccessible(true);
        Object rule = member instanceof Field field ? field.get(null) : invoked((Method) member, classes);
        if (rule instanceof Judged judged) {
            return judged.violations;
        }
        if (rule == null) {
            throw new IllegalStateException("is null");
        }
        return ((ArchRule) rule).evaluate(classes).getFailureReport().getDetails();
    }

    /** What a method that judges by itself has found. */
    private record Judged(List<String> violations) {}

    private static @Nullable Object invoked(Method method, JavaClasses classes) throws IllegalAccessException {
        try {
            if (!isTest(method)) {
                return method.invoke(null);
            }
            method.invoke(null, classes);
            return new Judged(List.of());
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof AssertionError error
                    && String.valueOf(error.getMessage()).contains(VIOLATED)) {
                return new Judged(listed(error.getMessage()));
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(told(cause == null ? e : cause), e);
        }
    }

    /** Returns the violations of the message ArchUnit makes of them, below its heading; a line that is indented goes on. */
    private static List<String> listed(@Nullable String message) {
        List<String> all = new ArrayList<>();
        for (String line : String.valueOf(message).lines().skip(1).toList()) {
            if (line.startsWith(" ") && !all.isEmpty()) {
                all.set(all.size() - 1, all.get(all.size() - 1) + "\n" + line);
            } else {
                all.add(line);
            }
        }
        return all;
    }

    /** Tells the innermost cause in one line. */
    static String told(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : ": " + firstLine(cause.getMessage());
        return cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException
                ? "needs the class %s, which is not on its class path"
                        .formatted(String.valueOf(cause.getMessage()).replace('/', '.'))
                : "throws " + cause.getClass().getSimpleName() + message;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
