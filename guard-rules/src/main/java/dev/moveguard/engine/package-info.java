/** One run: rules bound to their kinds, code gathered, every rule judged, every finding located. */
@NullMarked
package dev.moveguard.engine;

import org.jspecify.annotations.NullMarked;
