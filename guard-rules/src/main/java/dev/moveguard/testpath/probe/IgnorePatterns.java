package dev.moveguard.testpath.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The violations that ArchUnit is told to ignore, by patterns in a file, and the classes they name that are gone. */
final class IgnorePatterns {
    private static final String FILE = "archunit_ignore_patterns.txt";
    private static final Pattern TYPE = Pattern.compile("(?<![\\w.$])[a-z_]\\w*(?:\\.[a-z_]\\w*)+\\.[A-Z][\\w$]*");

    private final BuildClasses build;
    private final Set<String> own;

    /** @param own the packages that rules were checked on */
    IgnorePatterns(BuildClasses build, Set<String> own) {
        this.build = build;
        this.own = own;
    }

    void tell(Answers answers) {
        for (String line : lines()) {
            TYPE.matcher(line.replace("\\.", ".").replace("\\$", "$"))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> RuleNames.isCertainlyOwn(RuleNames.parent(name), own))
                    .filter(name -> !build.hasStart(name))
                    .filter(name -> !PlatformDiscovery.isThere(name))
                    .forEach(name -> answers.say("ignored", line, name));
        }
    }

    /** Whether ArchUnit lets a violation through. */
    static boolean match(String violation) {
        return lines().stream().anyMatch(line -> Pattern.matches(line, violation));
    }

    private static List<String> lines() {
        try (InputStream in = IgnorePatterns.class.getResourceAsStream("/" + FILE)) {
            if (in == null) {
                return List.of();
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
