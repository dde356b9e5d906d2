@NullMarked
package dev.moveguard.rule.archunit;

import org.jspecify.annotations.NullMarked;
