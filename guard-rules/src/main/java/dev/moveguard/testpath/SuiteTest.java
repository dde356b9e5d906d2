package dev.moveguard.testpath;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A part of a suite of TestNG: the classes and packages it names, and which of their tests it picks. */
final class SuiteTest {
    /** Names that are included and excluded, as regular expressions; what is excluded is so whatever includes it. */
    static final class Names {
        private final List<String> included = new ArrayList<>();
        private final List<String> excluded = new ArrayList<>();

        void add(String pattern, boolean isIncluded) {
            (isIncluded ? included : excluded).add(pattern);
        }

        void addAll(Names others) {
            included.addAll(others.included);
            excluded.addAll(others.excluded);
        }

        boolean isEmpty() {
            return included.isEmpty() && excluded.isEmpty();
        }

        /** Whether something that goes by several names is picked by one of them, and left out by none. */
        boolean pick(Set<String> names) {
            return (included.isEmpty() || matches(included, names)) && !matches(excluded, names);
        }

        private static boolean matches(List<String> patterns, Set<String> names) {
            return patterns.stream().anyMatch(pattern -> names.stream().anyMatch(name -> matches(pattern, name)));
        }

        private static boolean matches(String pattern, String name) {
            try {
                return pattern.equals(name) || Pattern.matches(pattern, name);
            } catch (PatternSyntaxException e) {
                return false; // TestNG stops there
            }
        }
    }

    private final boolean isEnabled;
    private final Map<String, Names> classes = new LinkedHashMap<>();
    private final Map<String, Names> packages = new LinkedHashMap<>();
    private final Names groups = new Names();

    SuiteTest(boolean isEnabled) {
        this.isEnabled = isEnabled;
    }

    boolean isEnabled() {
        return isEnabled;
    }

    Names addClass(String name) {
        return classes.computeIfAbsent(name, one -> new Names());
    }

    Names addPackage(String name) {
        return packages.computeIfAbsent(name, one -> new Names());
    }

    Names groups() {
        return groups;
    }

    boolean asksForGroups() {
        return !groups.isEmpty();
    }

    /** Adds what the suite around it says of groups. */
    SuiteTest within(SuiteTest suite) {
        if (suite != this) {
            groups.addAll(suite.groups);
        }
        return this;
    }

    boolean names(String type) {
        return classes.containsKey(type) || packages.keySet().stream().anyMatch(one -> holds(one, type));
    }

    /** A package that ends with {@code .*} is meant with those below it. What it includes and excludes are packages. */
    private boolean holds(String name, String type) {
        String inPackage = type.contains(".") ? type.substring(0, type.lastIndexOf('.')) : "";
        boolean isIn = name.endsWith(".*")
                ? (inPackage + ".").startsWith(name.substring(0, name.length() - 1))
                : name.equals(inPackage);
        return isIn && packages.getOrDefault(name, new Names()).pick(Set.of(inPackage));
    }

    /** Whether it runs a test of a class that it names. */
    boolean picks(String type, TestClass test) {
        Names methods = classes.getOrDefault(type, new Names());
        return test.enabled()
                .anyMatch(member -> methods.pick(Set.of(member.name(), type + "." + member.name()))
                        && (groups.isEmpty() || groups.pick(member.tags())));
    }
}
