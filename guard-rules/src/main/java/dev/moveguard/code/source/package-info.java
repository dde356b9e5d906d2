/** The source lens: Java sources to the code model, without the build. The compiler's types stay inside. */
@NullMarked
package dev.moveguard.code.source;

import org.jspecify.annotations.NullMarked;
