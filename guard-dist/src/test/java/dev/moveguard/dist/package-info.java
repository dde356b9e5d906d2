@NullMarked
package dev.moveguard.dist;

import org.jspecify.annotations.NullMarked;
