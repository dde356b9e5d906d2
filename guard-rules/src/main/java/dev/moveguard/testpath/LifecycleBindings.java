package dev.moveguard.testpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelProblemCollector;
import org.apache.maven.model.plugin.LifecycleBindingsInjector;

/** Adds what a packaging binds to the phases up to {@code test}, as Maven does before it configures the plugins. */
final class LifecycleBindings implements LifecycleBindingsInjector {
    /** Packagings of Maven itself, and of Felix, that compile and run tests. */
    private static final Set<String> WITH_TESTS =
            Set.of("jar", "war", "ejb", "rar", "maven-plugin", "bundle", "maven-archetype");

    private static final Set<String> WITHOUT_TESTS = Set.of("pom", "ear");

    static boolean knows(String packaging) {
        return WITH_TESTS.contains(packaging) || WITHOUT_TESTS.contains(packaging);
    }

    static boolean runsTests(String packaging) {
        return WITH_TESTS.contains(packaging);
    }

    @Override
    public void injectLifecycleBindings(Model model, ModelBuildingRequest request, ModelProblemCollector problems) {
        if (runsTests(model.getPackaging())) {
            bind(model, MavenModule.COMPILER, "testCompile", "test-compile");
            bind(model, MavenModule.SUREFIRE, "test", "test");
        }
    }

    private static void bind(Model model, String artifactId, String goal, String phase) {
        Plugin plugin = plugin(model, artifactId);
        String id = "default-" + goal;
        PluginExecution execution = plugin.getExecutionsAsMap().get(id);
        if (execution == null) {
            execution = new PluginExecution();
            execution.setId(id);
            plugin.addExecution(execution);
            plugin.flushExecutionMap();
        }
        if (execution.getPhase() == null) {
            execution.setPhase(phase);
        }
        if (!execution.getGoals().contains(goal)) {
            List<String> goals = new ArrayList<>(execution.getGoals());
            goals.add(goal);
            execution.setGoals(goals);
        }
    }

    /** Returns the plugin of the build; one that is only managed, or not mentioned, is added. */
    private static Plugin plugin(Model model, String artifactId) {
        if (model.getBuild() == null) {
            model.setBuild(new Build());
        }
        Build build = model.getBuild();
        String key = Plugin.constructKey(MavenModule.PLUGINS, artifactId);
        build.flushPluginMap(); // it may be older than what plugin management has added
        Plugin plugin = build.getPluginsAsMap().get(key);
        if (plugin == null) {
            Plugin managed = build.getPluginManagement() == null
                    ? null
                    : build.getPluginManagement().getPluginsAsMap().get(key);
            plugin = managed == null ? new Plugin() : managed.clone();
            plugin.setArtifactId(artifactId);
            build.addPlugin(plugin);
            build.flushPluginMap();
        }
        return plugin;
    }
}
