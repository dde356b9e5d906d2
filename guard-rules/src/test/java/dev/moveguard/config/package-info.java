@NullMarked
package dev.moveguard.config;

import org.jspecify.annotations.NullMarked;
