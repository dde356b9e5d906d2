@NullMarked
package dev.moveguard.prove;

import org.jspecify.annotations.NullMarked;
