@NullMarked
package dev.moveguard.governance.wiring;

import org.jspecify.annotations.NullMarked;
