// a statement that only one branch closes
package closed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

class StatementInABranch {
    void breach(Connection connection, String sql) throws SQLException {
        Statement statement = connection.createStatement(); // breach
        if (statement.execute(sql)) { // breach
            statement.close();
        }
    }

    void mended(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
