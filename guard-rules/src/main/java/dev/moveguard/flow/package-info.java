/** The move checker: data flow over method bodies, for types whose values have one owner or are completed once. */
@NullMarked
package dev.moveguard.flow;

import org.jspecify.annotations.NullMarked;
