package dev.moveguard.testpath;

import dev.moveguard.config.Place;
import dev.moveguard.rule.Project;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputLocationTracker;
import org.apache.maven.model.InputSource;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the model builder remembers of an element into a place of the project.
 *
 * @param repository the local repository, which may lie inside the project
 */
record PomLocations(Project project, Path repository) {
    /** Returns where a part of an element stands; nowhere when Maven supplied it. */
    Where of(InputLocationTracker element, Object part) {
        return of(element.getLocation(part));
    }

    Where of(@Nullable InputLocation location) {
        if (location == null || location.getSource() == null) {
            return Where.NOWHERE;
        }
        InputSource source = location.getSource();
        if (source.getLocation() == null) {
            return Where.NOWHERE; // Maven's own super POM, and what a packaging binds
        }
        try {
            Path file = Path.of(source.getLocation()).toAbsolutePath().normalize();
            // the reader remembers the end of a start tag, so only the line is of use
            return file.startsWith(project.root()) && !file.startsWith(repository)
                    ? Where.at(new Place(project.shown(file), Math.max(location.getLineNumber(), 0), 0))
                    : foreign(source);
        } catch (InvalidPathException e) {
            return foreign(source);
        }
    }

    /** A POM of another project is named by its coordinates: where it was downloaded to is nobody's business. */
    private static Where foreign(InputSource source) {
        String id = source.getModelId();
        return id == null || id.contains(":super-pom") ? Where.NOWHERE : new Where(id, null);
    }
}
