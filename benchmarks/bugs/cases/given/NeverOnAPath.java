// made, and not redeemed on one path
package given;

class NeverOnAPath {
    int breach(boolean isWeekend) {
        Ticket ticket = new Ticket(2); // breach
        if (isWeekend) {
            return 0;
        }
        return ticket.redeem(); // breach
    }

    int mended(boolean isWeekend) {
        if (isWeekend) {
            return 0;
        }
        Ticket ticket = new Ticket(2);
        return ticket.redeem();
    }
}
