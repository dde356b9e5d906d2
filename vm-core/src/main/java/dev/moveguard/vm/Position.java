package dev.moveguard.vm;

/** Where an instruction came from; it decides which frame a tail instruction drops. */
enum Position {
    /** Yielded by the stream of the top frame: that frame is dropped. */
    STREAM,
    /** Returned by a handler, the body of a boundary, or the program given to run: there is no frame to drop. */
    DIRECT,
    /** Inside an {@code ExpandResult}: tail instructions are refused. */
    OPERAND
}
