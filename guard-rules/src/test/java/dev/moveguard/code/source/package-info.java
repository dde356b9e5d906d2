@NullMarked
package dev.moveguard.code.source;

import org.jspecify.annotations.NullMarked;
