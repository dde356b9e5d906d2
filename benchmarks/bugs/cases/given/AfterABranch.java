// redeemed in a branch, and again after it
package given;

class AfterABranch {
    int breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, boolean isEarly) {
        int sum = 0;
        if (isEarly) {
            sum = ticket.redeem();
        }
        return sum + ticket.redeem(); // breach
    }

    int mended(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, boolean isEarly) {
        if (isEarly) {
            return ticket.redeem();
        }
        return ticket.redeem();
    }
}
