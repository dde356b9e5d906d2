package dev.moveguard.testpath;

import java.util.Set;

/**
 * A test of a class: a method, a field of a rule, or the class itself where a runner decides.
 *
 * @param tags the tags it carries, its classes' included
 * @param hasUnreadTag whether it carries a tag that is not written as a string
 */
record TestMember(
        String name, Framework framework, boolean isField, boolean isDisabled, Set<String> tags, boolean hasUnreadTag) {
    TestMember {
        tags = Set.copyOf(tags);
    }
}
