/** What the plugin and the engine say to each other: the only types that both of them load from the same place. */
@NullMarked
package dev.moveguard.maven.contract;

import org.jspecify.annotations.NullMarked;
