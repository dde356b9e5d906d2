package dev.moveguard.testpath.probe;

import static dev.moveguard.testpath.probe.JUnit4Tests.carries;
import static dev.moveguard.testpath.probe.JUnit4Tests.superclasses;

import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/** Tells whether TestNG finds a test in a class: it carries its annotation, or a method of it does. */
final class TestNgTests {
    private static final String TEST = "org.testng.annotations.Test";

    private final Answers answers;

    TestNgTests(Answers answers) {
        this.answers = answers;
    }

    void look(String name) {
        try {
            Class<?> type = Class.forName(name, false, TestNgTests.class.getClassLoader());
            boolean isTest = !Modifier.isAbstract(type.getModifiers())
                    && superclasses(type).anyMatch(TestNgTests::hasTest);
            answers.say("found", name, isTest, isTest ? 1 : 0);
        } catch (ClassNotFoundException e) {
            answers.say("failed", name, Answers.message(e));
        }
    }

    private static boolean hasTest(Class<?> type) {
        return carries(type.getAnnotations(), TEST)
                || Stream.of(type.getDeclaredMethods()).anyMatch(method -> carries(method.getAnnotations(), TEST));
    }
}
