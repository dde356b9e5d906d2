@NullMarked
package dev.moveguard.governance;

import org.jspecify.annotations.NullMarked;
