package dev.moveguard.testpath.probe;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes on the JUnit Platform, one after the other. */
final class PlatformRun {
    private final Answers answers;

    PlatformRun(Answers answers) {
        this.answers = answers;
    }

    void run(List<Class<?>> types) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false");
        types.forEach(type -> request.selectors(selectClass(type)));
        LauncherFactory.create().execute(request.build(), new Listener(types, answers));
    }

    private static final class Listener implements TestExecutionListener {
        private final Set<String> asked = new TreeSet<>();
        private final Answers answers;

        Listener(List<Class<?>> types, Answers answers) {
            types.forEach(type -> asked.add(type.getName()));
            this.answers = answers;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            Set<String> names = new TreeSet<>();
            PlatformDiscovery.className(test, names);
            names.stream().map(Listener::outer).filter(asked::contains).forEach(RuleRecorder::inTest);
        }

        private static String outer(String name) {
            int dollar = name.indexOf('$');
            return dollar < 0 ? name : name.substring(0, dollar);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean isError = result.getThrowable()
                    .map(failure -> !(failure instanceof AssertionError))
                    .orElse(false);
            if (isError) {
                answers.say(
                        "unfinished",
                        RuleRecorder.test(),
                        test.getDisplayName(),
                        Answers.message(result.getThrowable().orElseThrow()));
            }
        }
    }
}
