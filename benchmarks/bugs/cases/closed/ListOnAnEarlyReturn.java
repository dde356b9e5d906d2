// a listing that an early return leaves open
package closed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class ListOnAnEarlyReturn {
    long breach(Path root, boolean isQuick) throws IOException {
        Stream<Path> files = Files.list(root); // breach
        if (isQuick) {
            return 0; // breach
        }
        long count = files.count();
        files.close();
        return count;
    }

    long mended(Path root, boolean isQuick) throws IOException {
        if (isQuick) {
            return 0;
        }
        try (Stream<Path> files = Files.list(root)) {
            return files.count();
        }
    }
}
