// passed on to a parameter, and redeemed
package given;

class AfterItWasPassedOn {
    int breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, Gate gate) {
        gate.pass(ticket);
        return ticket.redeem(); // breach
    }

    int mended(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket, Gate gate) {
        int price = ticket.price();
        gate.pass(ticket);
        return price;
    }
}
