// gRPC: completed right after an error (apache/skywalking#9027)
package completed;

import io.grpc.stub.StreamObserver;

class GrpcAfterAnError {
    void breach(StreamObserver<String> replies, Throwable cause) {
        replies.onError(cause);
        replies.onCompleted(); // breach
    }

    void mended(StreamObserver<String> replies, Throwable cause) {
        replies.onError(cause);
    }
}
