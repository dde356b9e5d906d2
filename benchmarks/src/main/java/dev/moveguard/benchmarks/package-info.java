/** The one-shot programs of the public suite effect-handlers-bench, on the VM's public API and as plain Java. */
@NullMarked
package dev.moveguard.benchmarks;

import org.jspecify.annotations.NullMarked;
