/** The code model: types, fields and methods as records, without a class reader or syntax tree in them. */
@NullMarked
package dev.moveguard.code;

import org.jspecify.annotations.NullMarked;
