@NullMarked
package dev.moveguard.engine;

import org.jspecify.annotations.NullMarked;
