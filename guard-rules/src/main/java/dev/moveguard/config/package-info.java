/** From rules.yaml to records: every problem has its line and column, and a "did you mean" where one helps. */
@NullMarked
package dev.moveguard.config;

import org.jspecify.annotations.NullMarked;
