// redeemed by a private method, and again
package given;

class ByAHelper {
    private static int collect(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket) {
        return ticket.redeem();
    }

    int breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket) {
        int sum = collect(ticket);
        return sum + ticket.redeem(); // breach
    }

    int mended(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket) {
        return collect(ticket);
    }
}
