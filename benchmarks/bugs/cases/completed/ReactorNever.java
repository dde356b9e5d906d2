// Reactor: a sink without a signal on one path
package completed;

import reactor.core.publisher.Mono;

class ReactorNever {
    Mono<String> breach(String name) {
        return Mono.create(sink -> { // breach
            if (!name.isEmpty()) {
                sink.success(name);
            } // breach
        });
    }

    Mono<String> mended(String name) {
        return Mono.create(sink -> {
            if (!name.isEmpty()) {
                sink.success(name);
            } else {
                sink.success();
            }
        });
    }
}
