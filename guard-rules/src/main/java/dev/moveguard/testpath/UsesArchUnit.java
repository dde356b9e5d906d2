package dev.moveguard.testpath;

/** Whether a test class checks rules of ArchUnit, told by its members and imports. */
final class UsesArchUnit {
    private static final String PACKAGE = "com.tngtech.archunit.";

    private UsesArchUnit() {}

    static boolean in(TestClass test) {
        return test.members().stream().anyMatch(member -> member.framework() == Framework.ARCHUNIT)
                || test.type().outline().imports().stream().anyMatch(name -> name.startsWith(PACKAGE))
                || test.type().packages().stream().anyMatch(name -> (name + ".").startsWith(PACKAGE));
    }
}
