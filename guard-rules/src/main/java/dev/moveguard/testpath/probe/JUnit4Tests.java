package dev.moveguard.testpath.probe;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/** Tells whether a class is one that Surefire's provider for JUnit 4 takes for a test, JUnit 3 included. */
final class JUnit4Tests {
    private final Answers answers;

    JUnit4Tests(Answers answers) {
        this.answers = answers;
    }

    void look(String name) {
        try {
            Class<?> type = Class.forName(name, false, JUnit4Tests.class.getClassLoader());
            boolean isTest = !Modifier.isAbstract(type.getModifiers())
                    && (carries(type.getAnnotations(), "org.junit.runner.RunWith")
                            || isTestCase(type)
                            || hasTest(type));
            answers.say("found", name, isTest, isTest ? 1 : 0);
        } catch (ClassNotFoundException e) {
            answers.say("failed", name, Answers.message(e));
        }
    }

    private static boolean isTestCase(Class<?> type) {
        return above(type).anyMatch(one -> one.getName().equals("junit.framework.Test"))
                || Stream.of(type.getMethods())
                        .anyMatch(method -> method.getName().equals("suite")
                                && method.getParameterCount() == 0
                                && Modifier.isStatic(method.getModifiers()));
    }

    private static Stream<Class<?>> above(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        return Stream.concat(
                Stream.of(type.getInterfaces()),
                parent == null ? Stream.of() : Stream.concat(Stream.of(parent), above(parent)));
    }

    private static boolean hasTest(Class<?> type) {
        return superclasses(type)
                .flatMap(one -> Stream.of(one.getDeclaredMethods()))
                .map(Method::getAnnotations)
                .anyMatch(annotations -> carries(annotations, "org.junit.Test"));
    }

    static Stream<Class<?>> superclasses(Class<?> type) {
        return Stream.<Class<?>>iterate(type, one -> one != null, Class::getSuperclass);
    }

    static boolean carries(Annotation[] annotations, String name) {
        return Stream.of(annotations)
                .anyMatch(annotation -> annotation.annotationType().getName().equals(name));
    }
}
