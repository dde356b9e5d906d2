@NullMarked
package dev.moveguard.testkit;

import org.jspecify.annotations.NullMarked;
