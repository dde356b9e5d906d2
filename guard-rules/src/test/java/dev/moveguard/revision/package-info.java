@NullMarked
package dev.moveguard.revision;

import org.jspecify.annotations.NullMarked;
