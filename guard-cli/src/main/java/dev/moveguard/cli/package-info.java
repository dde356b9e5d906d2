/** The command guard: gathers input, calls the engine, prints, and maps the result to an exit code. Decides nothing. */
@NullMarked
package dev.moveguard.cli;

import org.jspecify.annotations.NullMarked;
