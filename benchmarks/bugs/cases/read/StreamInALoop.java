// a stream searched once for each element
package read;

import java.util.List;
import java.util.stream.Stream;

class StreamInALoop {
    boolean breach(Stream<String> known, List<String> asked) {
        boolean isThere = false;
        for (String name : asked) {
            isThere |= known.anyMatch(name::equals); // breach
        }
        return isThere;
    }

    boolean mended(Stream<String> known, List<String> asked) {
        List<String> names = known.toList();
        boolean isThere = false;
        for (String name : asked) {
            isThere |= names.contains(name);
        }
        return isThere;
    }
}
