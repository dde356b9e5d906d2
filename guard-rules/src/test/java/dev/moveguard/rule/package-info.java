@NullMarked
package dev.moveguard.rule;

import org.jspecify.annotations.NullMarked;
