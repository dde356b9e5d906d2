// redeemed twice in a row
package given;

class TwiceInARow {
    int breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket) {
        int sum = ticket.redeem();
        return sum + ticket.redeem(); // breach
    }

    int mended(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket) {
        return ticket.redeem();
    }
}
