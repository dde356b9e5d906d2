// a connection that an exception leaves open
package closed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

class ConnectionByAnException {
    void breach(DataSource source, String sql) throws SQLException {
        Connection connection = source.getConnection(); // breach
        connection.setReadOnly(sql.isEmpty()); // breach
        connection.close();
    }

    void mended(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(sql.isEmpty());
        }
    }
}
