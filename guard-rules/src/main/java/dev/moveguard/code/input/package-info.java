/** Where code comes from: folders, class files, jars and sources, each accounted for in the ledger. */
@NullMarked
package dev.moveguard.code.input;

import org.jspecify.annotations.NullMarked;
