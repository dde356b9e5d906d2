// a stream with two terminal operations
package read;

import java.util.List;
import java.util.stream.Stream;

class StreamTwice {
    long breach(List<String> names) {
        Stream<String> all = names.stream();
        all.forEach(System.out::println);
        return all.count(); // breach
    }

    long mended(List<String> names) {
        names.stream().forEach(System.out::println);
        return names.stream().count();
    }
}
