package shop;

import java.sql.ResultSet;

final class Orders {
    private ResultSet rows;
}
