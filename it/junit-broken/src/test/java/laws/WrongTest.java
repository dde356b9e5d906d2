package laws;

import dev.moveguard.junit.GuardTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class WrongTest {
    @TestFactory
    Stream<DynamicNode> laws() {
        return GuardTests.of(Path.of("config-broken.yaml"));
    }
}
