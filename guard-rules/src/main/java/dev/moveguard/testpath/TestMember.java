package dev.moveguard.testpath;

import java.util.Set;

/**
 * A test of a class: a method, a field of a rule, or the class itself where a runner decides.
 *
 * @param tags the tags it carries, its classes' included; groups of TestNG and categories of JUnit 4 are such too
 * @param widerTags these, and the types its categories extend
 * @param hasUnreadTag whether it carries a tag that is not written as a string
 */
record TestMember(
        String name,
        Framework framework,
        boolean isField,
        boolean isDisabled,
        Set<String> tags,
        Set<String> widerTags,
        boolean hasUnreadTag) {
    TestMember {
        tags = Set.copyOf(tags);
        widerTags = Set.copyOf(widerTags);
    }
}
