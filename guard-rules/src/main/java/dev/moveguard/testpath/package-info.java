/** Which guard tests exist, are selected by the build, and ran. */
@NullMarked
package dev.moveguard.testpath;

import org.jspecify.annotations.NullMarked;
