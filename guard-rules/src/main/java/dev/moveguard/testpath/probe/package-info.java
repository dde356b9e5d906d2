/**
 * The program that is forked beside the classes of a project: asks the JUnit Platform and ArchUnit of that project what they
 * would run. It knows nothing of the rest of Moveguard, and is loaded from a folder of its own.
 */
@NullMarked
package dev.moveguard.testpath.probe;

import org.jspecify.annotations.NullMarked;
