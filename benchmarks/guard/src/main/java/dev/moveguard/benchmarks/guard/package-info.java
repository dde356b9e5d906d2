/** What a check costs beside other tools, each in a process of its own. */
@NullMarked
package dev.moveguard.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
