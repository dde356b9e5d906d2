// Netty: a buffer that one path does not release
package closed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

class BufferNotReleased {
    int breach(ByteBufAllocator allocator, boolean isEmpty) {
        ByteBuf buffer = allocator.buffer(); // breach
        if (isEmpty) {
            return 0; // breach
        }
        int size = buffer.writeInt(1).readableBytes();
        buffer.release();
        return size;
    }

    int mended(ByteBufAllocator allocator, boolean isEmpty) {
        if (isEmpty) {
            return 0;
        }
        ByteBuf buffer = allocator.buffer();
        int size = buffer.writeInt(1).readableBytes();
        buffer.release();
        return size;
    }
}
