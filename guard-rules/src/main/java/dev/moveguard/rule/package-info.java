/** What a rule is, what it sees and what it says; and one class for each kind. */
@NullMarked
package dev.moveguard.rule;

import org.jspecify.annotations.NullMarked;
