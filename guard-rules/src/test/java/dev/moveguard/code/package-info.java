@NullMarked
package dev.moveguard.code;

import org.jspecify.annotations.NullMarked;
