// redeemed in the try block and in the handler
package given;

class InTheHandlerToo {
    int breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, Runnable ride) {
        try {
            int price = ticket.redeem();
            ride.run();
            return price;
        } catch (IllegalStateException e) {
            return ticket.redeem(); // breach
        }
    }

    int mended(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, Runnable ride) {
        try {
            ride.run();
        } catch (IllegalStateException e) {
            return ticket.redeem();
        }
        return ticket.redeem();
    }
}
