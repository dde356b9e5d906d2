package dev.moveguard.testpath;

import dev.moveguard.testpath.SourceNames.Meaning;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code @Tag} annotations of an element; one whose value is no string literal is only known to be there. */
record Tags(Set<String> names, boolean hasUnread) {
    private static final Pattern TAG =
            Pattern.compile("Tag\\s*\\(\\s*(?:value\\s*=\\s*)?(\"((?:[^\"\\\\]|\\\\.)*)\"\\s*\\))?");

    Tags {
        names = Set.copyOf(names);
    }

    static final Tags NONE = new Tags(Set.of(), false);

    static Tags of(List<Meaning> meanings) {
        Tags tags = NONE;
        for (Meaning meaning : meanings) {
            String simple = meaning.name().substring(meaning.name().lastIndexOf('.') + 1);
            if (simple.equals("Tag") || simple.equals("Tags")) {
                tags = tags.and(read(meaning.text()));
            }
        }
        return tags;
    }

    private static Tags read(String text) {
        Set<String> names = new HashSet<>();
        boolean hasUnread = text.isEmpty();
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            String value = tag.group(2);
            if (value == null) {
                hasUnread = true;
            } else {
                names.add(value.strip());
            }
        }
        return new Tags(names, hasUnread);
    }

    Tags and(Tags others) {
        Set<String> all = new HashSet<>(names);
        all.addAll(others.names);
        return new Tags(all, hasUnread || others.hasUnread);
    }
}
