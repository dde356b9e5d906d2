package dev.moveguard.rule.archunit;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.rule.Site;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text ArchUnit makes of a violation, and the place it speaks of. */
record Violation(String text) {
    private static final Pattern NAMED = Pattern.compile("<([\\w.$]+)(?:\\(|>)");
    private static final Pattern PLACE = Pattern.compile("\\s+in \\(([^()\\s:]+):(\\d+)\\)\\s*$", Pattern.MULTILINE);

    /** The violation in one line, without the place; of a cycle the ring alone. */
    String message() {
        String head = text.split("\\n\\s+1\\. Dependencies of ", 2)[0];
        return PLACE.matcher(head)
                .replaceAll("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Finds the first member or type it names that was scanned. */
    Optional<Site> site(CodeBase code) {
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            String name = named.group(1);
            Optional<Site> site = code.type(name)
                    .<Site>map(Site.OfType::new)
                    .or(() -> code.type(owner(name))
                            .map(type -> member(type, name.substring(owner(name).length() + 1))));
            if (site.isPresent()) {
                return site;
            }
        }
        return Optional.empty();
    }

    private static String owner(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private Site member(CodeType type, String name) {
        int line = line();
        Optional<CodeMethod> method = type.methods(name).findFirst();
        if (method.isPresent()) {
            return line > 0 ? new Site.InBody(type, method.get(), line) : new Site.OfMethod(type, method.get());
        }
        return type.field(name)
                .<Site>map(field -> new Site.OfField(type, field))
                .orElseGet(() -> new Site.OfType(type));
    }

    /** The first line it names; 0: none. */
    private int line() {
        Matcher place = PLACE.matcher(text);
        return place.find() ? Integer.parseInt(place.group(2)) : 0;
    }
}
