@NullMarked
package dev.moveguard.junit;

import org.jspecify.annotations.NullMarked;
