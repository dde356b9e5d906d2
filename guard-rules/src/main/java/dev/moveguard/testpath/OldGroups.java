package dev.moveguard.testpath;

import dev.moveguard.code.source.SourceOutline.Annotation;
import dev.moveguard.testpath.SourceNames.Meaning;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What TestNG and JUnit 4 have instead of tags: groups, which are names, and categories, which are types. */
record OldGroups(SourceNames names) {
    private static final Set<String> TEST = Set.of("org.testng.annotations.Test", "Test");
    private static final Set<String> CATEGORY = Set.of("org.junit.experimental.categories.Category", "Category");
    private static final Pattern GROUPS = Pattern.compile("\\bgroups\\s*=\\s*(\\{[^}]*}|[^,)]*)");
    private static final Pattern STRINGS = Pattern.compile("\\{?\\s*(\"[^\"\\\\]*\"\\s*,?\\s*)*}?\\s*");
    private static final Pattern STRING = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final Pattern TYPE = Pattern.compile("([\\w.$]+)\\s*\\.\\s*class\\b");

    Tags of(SourceType type, List<Annotation> annotations) {
        Tags tags = Tags.NONE;
        for (Annotation annotation : annotations) {
            for (Meaning meaning : names.meanings(type, annotation)) {
                if (TEST.contains(meaning.name())) {
                    tags = tags.and(groups(meaning.text()));
                } else if (CATEGORY.contains(meaning.name())) {
                    tags = tags.and(categories(type, meaning.text()));
                }
            }
        }
        return tags;
    }

    private static Tags groups(String text) {
        Set<String> found = new HashSet<>();
        Matcher groups = GROUPS.matcher(text);
        boolean isThere = groups.find();
        if (isThere) {
            STRING.matcher(groups.group(1)).results().forEach(one -> found.add(one.group(1)));
        }
        return new Tags(found, isThere && !STRINGS.matcher(groups.group(1)).matches());
    }

    private Tags categories(SourceType type, String text) {
        Set<String> found = new LinkedHashSet<>();
        TYPE.matcher(text).results().forEach(one -> found.add(names.resolve(type, one.group(1))));
        return new Tags(found, found.isEmpty());
    }

    /** Adds to names of categories what these extend, as far as sources tell. */
    Set<String> withSupertypes(Set<String> categories) {
        Set<String> all = new LinkedHashSet<>();
        categories.forEach(name -> addWithSupertypes(name, all));
        return all;
    }

    private void addWithSupertypes(String name, Set<String> all) {
        if (all.add(name)) {
            names.type(name)
                    .ifPresent(type -> type.declared()
                            .supertypes()
                            .forEach(parent -> addWithSupertypes(names.resolve(type, parent.name()), all)));
        }
    }
}
