// passed on to two gates
package given;

class PassedOnTwice {
    void breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, Gate one, Gate other) {
        one.pass(ticket);
        other.pass(ticket); // breach
    }

    void mended(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, Gate one, Gate other) {
        (one.isOpen() ? one : other).pass(ticket);
    }
}
