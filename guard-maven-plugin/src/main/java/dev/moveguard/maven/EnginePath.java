package dev.moveguard.maven;

import java.net.URL;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/** Where the engine is found, when it is needed. */
@FunctionalInterface
interface EnginePath {
    List<URL> find() throws MojoExecutionException;
}
