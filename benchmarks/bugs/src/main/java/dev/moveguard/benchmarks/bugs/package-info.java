/** Which tool finds which seeded bug: runs each on the same cases and writes the table of docs/comparison.md. */
@NullMarked
package dev.moveguard.benchmarks.bugs;

import org.jspecify.annotations.NullMarked;
