@NullMarked
package dev.moveguard.testpath;

import org.jspecify.annotations.NullMarked;
