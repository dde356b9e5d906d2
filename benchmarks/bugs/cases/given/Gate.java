package given;

/** Takes tickets. */
interface Gate {
    void pass(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket);

    boolean isOpen();
}
