// redeemed by two names
package given;

class ByAnotherName {
    int breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket) {
        Ticket same = ticket;
        int sum = same.redeem();
        return sum + ticket.redeem(); // breach
    }

    int mended(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket) {
        Ticket same = ticket;
        return same.redeem();
    }
}
