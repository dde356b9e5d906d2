@NullMarked
package dev.moveguard.code.input;

import org.jspecify.annotations.NullMarked;
