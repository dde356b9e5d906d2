/** A first rules.yaml for a project: what lies where, and which rules hold today. */
@NullMarked
package dev.moveguard.proposal;

import org.jspecify.annotations.NullMarked;
