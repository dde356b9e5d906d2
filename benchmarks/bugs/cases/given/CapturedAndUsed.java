// captured by a lambda that is given away, and redeemed
package given;

import java.util.concurrent.Executor;

class CapturedAndUsed {
    int breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, Executor executor) {
        executor.execute(() -> ticket.redeem());
        return ticket.redeem(); // breach
    }

    void mended(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, Executor executor) {
        executor.execute(() -> ticket.redeem());
    }
}
