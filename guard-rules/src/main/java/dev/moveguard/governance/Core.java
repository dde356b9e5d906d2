package dev.moveguard.governance;

import dev.moveguard.config.Text;
import java.util.List;

/**
 * Constraints that hold each other up: a row of the graph's table of cores.
 *
 * @param id the first word of the first cell
 * @param couples ids of the constraints
 */
public record Core(Text id, String says, List<Text> couples) {
    public Core {
        couples = List.copyOf(couples);
    }
}
