/** The presets: rules about use-once types of well-known libraries. */
@NullMarked
package dev.moveguard.presets;

import org.jspecify.annotations.NullMarked;
