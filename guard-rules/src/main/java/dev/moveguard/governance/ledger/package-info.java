/** The enforcement ledger: which laws are enforced, by what, and which are only prose. */
@NullMarked
package dev.moveguard.governance.ledger;

import org.jspecify.annotations.NullMarked;
