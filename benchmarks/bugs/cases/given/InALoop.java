// redeemed in a loop
package given;

class InALoop {
    int breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, int rides) {
        int sum = 0;
        for (int i = 0; i < rides; i++) {
            sum += ticket.redeem(); // breach
        }
        return sum;
    }

    int mended(int rides) {
        int sum = 0;
        for (int i = 0; i < rides; i++) {
            Ticket ticket = new Ticket(i);
            sum += ticket.redeem();
        }
        return sum;
    }
}
