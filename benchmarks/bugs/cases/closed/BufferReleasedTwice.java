// Netty: a buffer released in the handler and in `finally` (netty/netty#3369)
package closed;

import io.netty.buffer.ByteBuf;

class BufferReleasedTwice {
    void breach(ByteBuf buffer, Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException e) {
            buffer.release();
            throw e;
        } finally {
            buffer.release(); // breach
        }
    }

    void mended(ByteBuf buffer, Runnable work) {
        try {
            work.run();
        } finally {
            buffer.release();
        }
    }
}
