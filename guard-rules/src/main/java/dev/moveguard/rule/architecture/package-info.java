/** The everyday architecture rules: who may use whom, and what things are called. */
@NullMarked
package dev.moveguard.rule.architecture;

import org.jspecify.annotations.NullMarked;
