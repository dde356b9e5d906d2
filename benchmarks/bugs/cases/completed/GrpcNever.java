// gRPC: no answer on one path
package completed;

import io.grpc.stub.StreamObserver;

class GrpcNever {
    void breach(String name, StreamObserver<String> replies) { // breach
        if (name.isEmpty()) {
            return; // breach
        }
        replies.onNext(name);
        replies.onCompleted();
    }

    void mended(String name, StreamObserver<String> replies) {
        if (name.isEmpty()) {
            replies.onCompleted();
            return;
        }
        replies.onNext(name);
        replies.onCompleted();
    }
}
