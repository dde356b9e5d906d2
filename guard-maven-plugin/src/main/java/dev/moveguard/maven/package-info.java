/** The Maven plugin: gathers parameters and the session, has the engine judge once for all modules, and fails the build. */
@NullMarked
package dev.moveguard.maven;

import org.jspecify.annotations.NullMarked;
