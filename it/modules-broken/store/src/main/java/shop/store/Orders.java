package shop.store;

import java.sql.ResultSet;

final class Orders {
    private final ResultSet rows;

    Orders(ResultSet rows) {
        this.rows = rows;
    }

    ResultSet rows() {
        return rows;
    }
}
