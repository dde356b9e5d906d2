package shop;

import java.sql.ResultSet;
import java.sql.SQLException;

final class Orders {
    private final String name;

    Orders(ResultSet row) throws SQLException {
        name = row.getString(1);
    }

    @Override
    public String toString() {
        return name;
    }
}
