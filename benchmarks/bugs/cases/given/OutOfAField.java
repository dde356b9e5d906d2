// redeemed out of a field that keeps it
package given;

class OutOfAField {
    private /*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket kept = new Ticket(1);

    int breach() {
        return kept.redeem(); // breach
    }

    int mended() {
        Ticket ticket = kept;
        kept = null;
        return ticket.redeem();
    }
}
