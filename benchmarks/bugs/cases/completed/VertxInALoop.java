// Vert.x: completed for each element
package completed;

import io.vertx.core.Promise;
import java.util.List;

class VertxInALoop {
    void breach(List<String> names, Promise<String> promise) {
        for (String name : names) {
            promise.complete(name); // breach
        }
    }

    void mended(List<String> names, Promise<String> promise) {
        for (String name : names) {
            promise.complete(name);
            return;
        }
    }
}
