// Netty: failed when it was cancelled, and succeeded
package completed;

import io.netty.util.concurrent.Promise;

class NettyBothWays {
    void breach(Promise<String> promise, boolean isLate) {
        if (isLate) {
            promise.setFailure(new IllegalStateException("late"));
        }
        promise.setSuccess("done"); // breach
    }

    void mended(Promise<String> promise, boolean isLate) {
        if (isLate) {
            promise.setFailure(new IllegalStateException("late"));
        } else {
            promise.setSuccess("done");
        }
    }
}
