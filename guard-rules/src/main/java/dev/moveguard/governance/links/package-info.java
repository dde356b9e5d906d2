/** Kinds of rules about documents: every link in them leads somewhere, and what is coupled changes together. */
@NullMarked
package dev.moveguard.governance.links;

import org.jspecify.annotations.NullMarked;
