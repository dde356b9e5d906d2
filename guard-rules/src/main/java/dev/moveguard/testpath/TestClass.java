package dev.moveguard.testpath;

import dev.moveguard.config.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A class the patterns of a rule name, with what in it is a test.
 *
 * @param launched path of the class that Surefire has to select: a {@code @Nested} class runs with the one around it
 * @param disabledAt where it is disabled as a whole
 * @param unknownSupertype a superclass that tests may be inherited from and that is declared nowhere in sight
 */
record TestClass(
        SourceType type,
        String launched,
        List<TestMember> members,
        Optional<Place> disabledAt,
        Optional<String> unknownSupertype) {
    TestClass {
        members = List.copyOf(members);
    }

    String name() {
        return type.name();
    }

    String simpleName() {
        return type.simpleName();
    }

    Place at() {
        return type.at();
    }

    boolean isAbstract() {
        return type.declared().isAbstract() && !type.declared().isInterface();
    }

    boolean isInterface() {
        return type.declared().isInterface();
    }

    boolean isDisabled() {
        return !members.isEmpty() && members.stream().allMatch(TestMember::isDisabled);
    }

    /** The tests that no annotation keeps from running. */
    Stream<TestMember> enabled() {
        return members.stream().filter(member -> !member.isDisabled());
    }
}
