/** Pure writers of one result: the same findings as text and as JSON. */
@NullMarked
package dev.moveguard.report;

import org.jspecify.annotations.NullMarked;
