package dev.moveguard.testpath.probe;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Asks the JUnit Platform class by class what it would run, as Surefire does.
 *
 * <p>Only what the platform has had since 1.0 is used here: the launcher is the project's own.
 */
final class PlatformDiscovery {
    private static final String LISTENER = "org.junit.platform.launcher.LauncherDiscoveryListener";

    private final Question question;
    private final Answers answers;

    PlatformDiscovery(Question question, Answers answers) {
        this.question = question;
        this.answers = answers;
    }

    void run() {
        ServiceLoader.load(TestEngine.class).forEach(engine -> answers.say("engine", engine.getId()));
        Launcher launcher = LauncherFactory.create();
        question.all("class").forEach(name -> discover(launcher, name));
    }

    private void discover(Launcher launcher, String name) {
        try {
            TestPlan plan = launcher.discover(request(name).build());
            answers.say("found", name, plan.containsTests(), plan.countTestIdentifiers(TestIdentifier::isTest));
            members(plan).stream()
                    .filter(member -> !member.equals(name))
                    .forEach(member -> answers.say("member", name, member));
        } catch (Throwable e) { // linkage errors too: they are the project's
            answers.say("failed", name, Answers.message(e));
        }
    }

    private LauncherDiscoveryRequestBuilder request(String name) {
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(name));
        filter(request);
        question.lines().stream()
                .filter(line -> line.get(0).equals("parameter"))
                .forEach(line -> request.configurationParameter(line.get(1), line.get(2)));
        if (isThere(LISTENER)) {
            IssueListener.add(request, name, answers);
        }
        return request;
    }

    private void filter(LauncherDiscoveryRequestBuilder request) {
        List<String> tags = question.all("include-tag");
        List<String> noTags = question.all("exclude-tag");
        List<String> engines = question.all("include-engine");
        List<String> noEngines = question.all("exclude-engine");
        if (!tags.isEmpty()) {
            request.filters(TagFilter.includeTags(tags));
        }
        if (!noTags.isEmpty()) {
            request.filters(TagFilter.excludeTags(noTags));
        }
        if (!engines.isEmpty()) {
            request.filters(EngineFilter.includeEngines(engines));
        }
        if (!noEngines.isEmpty()) {
            request.filters(EngineFilter.excludeEngines(noEngines));
        }
    }

    static boolean isThere(String type) {
        try {
            Class.forName(type, false, PlatformDiscovery.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The classes whose tests are in a plan: those that a suite selects, for one. */
    private static Set<String> members(TestPlan plan) {
        Set<String> names = new TreeSet<>();
        plan.getRoots().forEach(root -> plan.getDescendants(root).forEach(test -> className(test, names)));
        return names;
    }

    static void className(TestIdentifier test, Set<String> names) {
        test.getSource().ifPresent(source -> {
            if (source instanceof ClassSource type) {
                names.add(type.getClassName());
            } else if (source instanceof MethodSource method) {
                names.add(method.getClassName());
            }
        });
    }
}
