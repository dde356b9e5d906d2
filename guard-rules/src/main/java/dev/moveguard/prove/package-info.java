/** Proof that rules bite: mutants of what they guard, one for each way to break a kind. */
@NullMarked
package dev.moveguard.prove;

import org.jspecify.annotations.NullMarked;
