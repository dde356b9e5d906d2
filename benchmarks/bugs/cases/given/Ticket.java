package given;

/** Good for one ride. */
/*@org.checkerframework.checker.mustcall.qual.MustCall("redeem")*/
class Ticket {
    private final int price;

    /*@org.checkerframework.common.aliasing.qual.Unique*/
    Ticket(int price) {
        this.price = price;
    }

    int price() {
        return price;
    }

    int redeem() {
        return price;
    }
}
