// two pipelines from one stream
package read;

import java.util.List;
import java.util.stream.Stream;

class StreamFork {
    List<Stream<String>> breach(Stream<String> names) {
        Stream<String> upper = names.map(String::toUpperCase);
        Stream<String> lower = names.map(String::toLowerCase); // breach
        return List.of(upper, lower);
    }

    List<Stream<String>> mended(List<String> names) {
        Stream<String> upper = names.stream().map(String::toUpperCase);
        Stream<String> lower = names.stream().map(String::toLowerCase);
        return List.of(upper, lower);
    }
}
