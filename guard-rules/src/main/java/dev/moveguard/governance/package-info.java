/** The documents that laws and rules refer to: decision records and the constraint graph. */
@NullMarked
package dev.moveguard.governance;

import org.jspecify.annotations.NullMarked;
