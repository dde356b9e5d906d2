@NullMarked
package dev.moveguard.code.bytecode;

import org.jspecify.annotations.NullMarked;
