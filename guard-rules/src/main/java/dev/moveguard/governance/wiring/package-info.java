/** What runs by itself: commands in the configurations of CI systems and of hooks. */
@NullMarked
package dev.moveguard.governance.wiring;

import org.jspecify.annotations.NullMarked;
