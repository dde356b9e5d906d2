/** The effect VM: programs perform effects, handlers answer them through one-shot continuations. */
@NullMarked
package dev.moveguard.vm;

import org.jspecify.annotations.NullMarked;
