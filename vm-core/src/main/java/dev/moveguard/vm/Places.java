package dev.moveguard.vm;

import java.util.Set;

/**
 * Finds the place where a part of a program was built. Costs a stack walk, so it is off unless
 * {@code -Dmoveguard.vm.places=true}; without it traces show names and no lines.
 */
final class Places {
    static final SourceLocation UNNAMED = new SourceLocation("program", "?", 0);

    private static final boolean ON = Boolean.getBoolean("moveguard.vm.places");
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> BUILDERS =
            Set.of(Places.class.getName(), Program.class.getName(), Handlers.class.getName(), Vm.class.getName());

    private Places() {}

    static SourceLocation caller() {
        return ON ? walk() : UNNAMED;
    }

    private static SourceLocation walk() {
        return WALKER.walk(frames -> frames.filter(frame -> !BUILDERS.contains(frame.getClassName()))
                .findFirst()
                .map(frame -> new SourceLocation(frame.getMethodName(), fileOf(frame), frame.getLineNumber()))
                .orElse(UNNAMED));
    }

    private static String fileOf(StackWalker.StackFrame frame) {
        String file = frame.getFileName();
        return file == null ? "?" : file;
    }
}
