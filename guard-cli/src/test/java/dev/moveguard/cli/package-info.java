@NullMarked
package dev.moveguard.cli;

import org.jspecify.annotations.NullMarked;
