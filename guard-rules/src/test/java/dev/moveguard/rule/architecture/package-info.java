@NullMarked
package dev.moveguard.rule.architecture;

import org.jspecify.annotations.NullMarked;
