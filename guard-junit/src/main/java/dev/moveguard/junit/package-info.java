/** A team's laws as tests in its own suite: the same engine, the same findings. */
@NullMarked
package dev.moveguard.junit;

import org.jspecify.annotations.NullMarked;
