@NullMarked
package dev.moveguard.comparison;

import org.jspecify.annotations.NullMarked;
