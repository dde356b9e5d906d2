// gRPC: completed in `finally` after an error (apache/ozone#4335)
package completed;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;

class GrpcInFinally {
    void breach(Callable<String> work, StreamObserver<String> replies) {
        try {
            replies.onNext(work.call());
        } catch (Exception e) {
            replies.onError(e);
        } finally {
            replies.onCompleted(); // breach
        }
    }

    void mended(Callable<String> work, StreamObserver<String> replies) {
        try {
            replies.onNext(work.call());
            replies.onCompleted();
        } catch (Exception e) {
            replies.onError(e);
        }
    }
}
