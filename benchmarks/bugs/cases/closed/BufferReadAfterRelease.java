// Netty: a buffer that is read after its release
package closed;

import io.netty.buffer.ByteBuf;

class BufferReadAfterRelease {
    int breach(ByteBuf buffer) {
        buffer.release();
        return buffer.readInt(); // breach
    }

    int mended(ByteBuf buffer) {
        int number = buffer.readInt();
        buffer.release();
        return number;
    }
}
