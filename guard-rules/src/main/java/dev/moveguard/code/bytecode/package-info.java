/** The bytecode lens: class files to the code model. ASM's types stay inside. */
@NullMarked
package dev.moveguard.code.bytecode;

import org.jspecify.annotations.NullMarked;
