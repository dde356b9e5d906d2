/** Tests of rules as small sources with the expected findings written on their lines. Knows no test framework. */
@NullMarked
package dev.moveguard.testkit;

import org.jspecify.annotations.NullMarked;
