@NullMarked
package dev.moveguard.governance.links;

import org.jspecify.annotations.NullMarked;
