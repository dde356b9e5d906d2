@NullMarked
package dev.moveguard.report;

import org.jspecify.annotations.NullMarked;
