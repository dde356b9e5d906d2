@NullMarked
package dev.moveguard.governance.ledger;

import org.jspecify.annotations.NullMarked;
