// a walk that is never closed (javaparser/javaparser#3398)
package closed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class WalkInAChain {
    long breach(Path root) throws IOException {
        return Files.walk(root).filter(Files::isRegularFile).count(); // breach
    }

    long mended(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
