package dev.moveguard.testpath.probe;

import java.util.List;

/** Runs test classes with JUnit 4 or TestNG where there is no JUnit Platform; by reflection, for only one of them is there. */
final class OldRun {
    private final Answers answers;

    OldRun(Answers answers) {
        this.answers = answers;
    }

    void junit4(List<Class<?>> types) {
        for (Class<?> type : types) {
            RuleRecorder.inTest(type.getName());
            guarded(
                    type,
                    () -> Class.forName("org.junit.runner.JUnitCore")
                            .getMethod("runClasses", Class[].class)
                            .invoke(null, (Object) new Class<?>[] {type}));
        }
    }

    void testNg(List<Class<?>> types) {
        for (Class<?> type : types) {
            RuleRecorder.inTest(type.getName());
            guarded(type, () -> {
                Class<?> testNg = Class.forName("org.testng.TestNG");
                Object run = testNg.getConstructor(boolean.class).newInstance(false);
                testNg.getMethod("setTestClasses", Class[].class).invoke(run, (Object) new Class<?>[] {type});
                return testNg.getMethod("run").invoke(run);
            });
        }
    }

    private interface Step {
        Object take() throws ReflectiveOperationException;
    }

    private void guarded(Class<?> type, Step step) {
        try {
            step.take();
        } catch (ReflectiveOperationException | LinkageError e) {
            answers.say("failed", type.getName(), Answers.message(e));
        }
    }
}
