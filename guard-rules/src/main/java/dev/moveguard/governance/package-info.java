/** Decision records and the constraint graph: what their Markdown says, and where. */
@NullMarked
package dev.moveguard.governance;

import org.jspecify.annotations.NullMarked;
