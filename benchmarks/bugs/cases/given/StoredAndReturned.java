// kept in a field, and returned
package given;

class StoredAndReturned {
    private /*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket kept;

    Ticket breach(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket) {
        kept = ticket;
        return ticket; // breach
    }

    Ticket mended(/*@org.checkerframework.checker.mustcall.qual.Owning*/ Ticket ticket) {
        kept = null;
        return ticket;
    }
}
