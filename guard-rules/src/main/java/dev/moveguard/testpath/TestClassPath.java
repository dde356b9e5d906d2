package dev.moveguard.testpath;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Exclusion;
import org.apache.maven.model.Model;

/**
 * The artifacts a module's tests see, as far as POMs at hand tell.
 *
 * @param versions by {@code groupId:artifactId}
 * @param isWhole whether the POM of every dependency was at hand; if not, what is not here may still be there
 */
record TestClassPath(Map<String, String> versions, boolean isWhole) {
    TestClassPath {
        versions = Map.copyOf(versions);
    }

    private record Open(Dependency dependency, Set<String> excluded) {}

    static TestClassPath of(Model module, EffectiveModels models) {
        Map<String, String> versions = new HashMap<>();
        boolean isWhole = true;
        Deque<Open> open = new ArrayDeque<>();
        module.getDependencies().forEach(dependency -> open.add(new Open(dependency, Set.of())));
        while (!open.isEmpty()) {
            Open next = open.remove();
            Dependency dependency = next.dependency();
            String version = dependency.getVersion() == null ? "" : dependency.getVersion();
            if (versions.putIfAbsent(key(dependency), version) != null) {
                continue; // the nearest one wins
            }
            Optional<Model> model = models.library(dependency.getGroupId(), dependency.getArtifactId(), version);
            isWhole &= model.isPresent();
            Set<String> excluded = excluded(next);
            for (Dependency further : model.map(Model::getDependencies).orElse(List.of())) {
                if (isPassedOn(further, excluded)) {
                    open.add(new Open(further, excluded));
                }
            }
        }
        return new TestClassPath(versions, isWhole);
    }

    private static String key(Dependency dependency) {
        return dependency.getGroupId() + ":" + dependency.getArtifactId();
    }

    private static Set<String> excluded(Open open) {
        Set<String> all = new HashSet<>(open.excluded());
        for (Exclusion exclusion : open.dependency().getExclusions()) {
            all.add(exclusion.getGroupId() + ":" + exclusion.getArtifactId());
        }
        return all;
    }

    private static boolean isPassedOn(Dependency further, Set<String> excluded) {
        String scope = further.getScope() == null ? "compile" : further.getScope();
        return !further.isOptional()
                && (scope.equals("compile") || scope.equals("runtime"))
                && !excluded.contains(key(further))
                && !excluded.contains(further.getGroupId() + ":*")
                && !excluded.contains("*:*");
    }

    boolean has(String key) {
        return versions.containsKey(key);
    }

    /** Whether an artifact is certainly not there. */
    boolean lacks(String key) {
        return isWhole && !has(key);
    }
}
