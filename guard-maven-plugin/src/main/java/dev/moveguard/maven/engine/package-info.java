/** The engine's side of the plugin: knows the rules and the reports, and nothing of the Maven that runs. */
@NullMarked
package dev.moveguard.maven.engine;

import org.jspecify.annotations.NullMarked;
