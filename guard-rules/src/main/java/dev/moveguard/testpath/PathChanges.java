package dev.moveguard.testpath;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.artifact.Artifact;

/**
 * What the configuration of Surefire or Failsafe adds to the class path of the tests, and takes away from it.
 *
 * @param excludes patterns of artifacts: {@code group:artifact}, with {@code *} for any of their parts
 * @param unfollowed what it says that is not followed here, with its place
 */
record PathChanges(
        List<Path> elements, List<Dependency> dependencies, List<Pattern> excludes, Optional<String> unfollowed) {
    /** An artifact that is added with all it needs. */
    record Dependency(String groupId, String artifactId, String version) {
        @Override
        public String toString() {
            return groupId + ":" + artifactId + ":" + version;
        }
    }

    PathChanges {
        elements = List.copyOf(elements);
        dependencies = List.copyOf(dependencies);
        excludes = List.copyOf(excludes);
    }

    static PathChanges of(TestRun run) {
        MavenModule module = run.module();
        return new PathChanges(
                values(run, "additionalClasspathElements", "maven.test.additionalClasspath")
                        .flatMap(element -> module.path(element).stream())
                        .toList(),
                dependencies(run),
                values(run, "classpathDependencyExcludes", "maven.test.dependency.excludes")
                        .map(PathChanges::pattern)
                        .toList(),
                module.setting(run.run(), "classpathDependencyScopeExclude", "classpathDependencyScopeExclude")
                        .map(scope -> scope.name() + scope.where().inBrackets()));
    }

    private static Stream<String> values(TestRun run, String parameter, String property) {
        return run.module().settings(run.run(), parameter, property).stream().map(Setting::value);
    }

    private static List<Dependency> dependencies(TestRun run) {
        Xpp3Dom all = run.run().configuration();
        Xpp3Dom list = all == null ? null : all.getChild("additionalClasspathDependencies");
        return list == null
                ? List.of()
                : Stream.of(list.getChildren()).map(PathChanges::dependency).toList();
    }

    private static Dependency dependency(Xpp3Dom element) {
        return new Dependency(text(element, "groupId"), text(element, "artifactId"), text(element, "version"));
    }

    private static String text(Xpp3Dom element, String name) {
        Xpp3Dom child = element.getChild(name);
        return child == null || child.getValue() == null ? "" : child.getValue().strip();
    }

    private static Pattern pattern(String exclude) {
        String parts = Stream.of(exclude.strip().split(":"))
                .map(part ->
                        Stream.of(part.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^:]*")))
                .collect(Collectors.joining(":"));
        return Pattern.compile(parts + "(:.*)?");
    }

    boolean keeps(Artifact artifact) {
        String name = "%s:%s:%s:%s"
                .formatted(
                        artifact.getGroupId(),
                        artifact.getArtifactId(),
                        artifact.getExtension(),
                        artifact.getVersion());
        return excludes.stream().noneMatch(exclude -> exclude.matcher(name).matches());
    }
}
