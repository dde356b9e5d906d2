/** Rules that teams have written for ArchUnit, judged in a process of their own. */
@NullMarked
package dev.moveguard.rule.archunit;

import org.jspecify.annotations.NullMarked;
