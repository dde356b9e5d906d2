/** Marks for use-once types; Moveguard recognises any annotation of these simple names. */
@NullMarked
package dev.moveguard.annotations;

import org.jspecify.annotations.NullMarked;
