// Vert.x: completed after it failed (vert-x3/vertx-zookeeper#54)
package completed;

import io.vertx.core.Promise;
import java.util.concurrent.Callable;

class VertxAfterAFailure {
    void breach(Callable<?> work, Promise<Void> promise) {
        try {
            work.call();
        } catch (Exception e) {
            promise.fail(e);
        }
        promise.complete(); // breach
    }

    void mended(Callable<?> work, Promise<Void> promise) {
        try {
            work.call();
            promise.complete();
        } catch (Exception e) {
            promise.fail(e);
        }
    }
}
