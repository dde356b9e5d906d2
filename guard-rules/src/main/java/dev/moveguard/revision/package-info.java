/** Reads a Git repository through the git command: revisions, the index, and what changed. Nothing in it is ever written. */
@NullMarked
package dev.moveguard.revision;

import org.jspecify.annotations.NullMarked;
