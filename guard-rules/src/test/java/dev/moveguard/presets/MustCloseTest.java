package dev.moveguard.presets;

import org.junit.jupiter.api.Test;

class MustCloseTest {
    private static final Preset PRESET = Preset.of("must-close");

    private static void verify(String rule, String members) {
        PRESET.verify(rule, """
                import java.nio.file.*;
                import java.sql.*;
                import java.util.*;
                import java.util.stream.*;
                import javax.sql.DataSource;
                class Fixture {
                %s}
                """.formatted(members));
    }

    @Test
    void reportsAWalkThatNobodyCloses() {
        verify("file-stream-closed", """
                    long m(Path folder) throws java.io.IOException {
                        return Files.walk(folder).filter(Files::isRegularFile).count(); // error: [leaked] a Stream made here is dropped on every path
                    }
                    List<String> lines(Path file) throws java.io.IOException {
                        Stream<String> lines = Files.lines(file); // error: [leaked] a Stream made here is dropped on every path
                        return lines.toList();
                    }
                    int entries(Path folder) throws java.io.IOException {
                        int count = 0;
                        for (Path entry : Files.newDirectoryStream(folder)) { // error: [leaked] a DirectoryStream made here is dropped on every path
                            count++;
                        }
                        return count;
                    }
                """);
    }

    @Test
    void reportsACloseThatAnExceptionSkips() {
        verify("file-stream-closed", """
                    void m(Path folder) throws java.io.IOException {
                        Stream<Path> entries = Files.list(folder); // error: [leaked] a Stream made here is dropped on some path
                        Files.createFile(folder);
                        entries.close();
                    }
                """);
    }

    @Test
    void allowsStreamsThatAreClosed() {
        verify("file-stream-closed", """
                    List<Path> m(Path folder) {
                        try (Stream<Path> entries = Files.list(folder).filter(Files::isRegularFile).sorted()) {
                            return entries.toList();
                        } catch (java.io.IOException e) {
                            return List.of();
                        }
                    }
                    void closed(Path folder) throws java.io.IOException {
                        DirectoryStream<Path> entries = null;
                        try {
                            entries = Files.newDirectoryStream(folder);
                            entries.forEach(System.out::println);
                        } finally {
                            if (entries != null) {
                                entries.close();
                            }
                        }
                    }
                    void closedByOneWhoWritesNullFirst(Path folder) throws java.io.IOException {
                        DirectoryStream<Path> entries = null;
                        try {
                            entries = Files.newDirectoryStream(folder);
                            entries.forEach(System.out::println);
                        } finally {
                            if (null != entries) {
                                entries.close();
                            }
                        }
                    }
                    void closedWhereItIsNotNull(Path folder) throws java.io.IOException {
                        DirectoryStream<Path> entries = null;
                        try {
                            entries = Files.newDirectoryStream(folder);
                            entries.forEach(System.out::println);
                        } finally {
                            if (null == entries) {
                                System.out.println("none");
                            } else {
                                entries.close();
                            }
                        }
                    }
                """);
    }

    @Test
    void allowsStreamsThatAreHandedOnOrSomebodyElses() {
        verify("file-stream-closed", """
                    Stream<Path> returned(Path folder) throws java.io.IOException {
                        return Files.walk(folder).filter(Files::isRegularFile);
                    }
                    Stream<Path> joined(Path one, Path other) throws java.io.IOException {
                        return Stream.concat(Files.list(one), Stream.of(other));
                    }
                    long given(Stream<Path> entries) {
                        return entries.count();
                    }
                    long inMemory(List<Path> entries) {
                        return entries.stream().count();
                    }
                """);
    }

    @Test
    void reportsAConnectionThatNobodyCloses() {
        verify("jdbc-connection-closed", """
                    boolean m(DataSource source) throws SQLException {
                        Connection connection = source.getConnection(); // error: [leaked] a Connection made here is dropped on every path
                        return connection.isReadOnly();
                    }
                    boolean onException(DataSource source) throws SQLException {
                        Connection connection = source.getConnection(); // error: [leaked] a Connection made here is dropped on some path
                        boolean isReadOnly = connection.isReadOnly();
                        connection.close();
                        return isReadOnly;
                    }
                    boolean closed(DataSource source) throws SQLException {
                        try (Connection connection = source.getConnection()) {
                            return connection.isReadOnly();
                        }
                    }
                    Connection returned(DataSource source) throws SQLException {
                        return source.getConnection();
                    }
                    boolean given(Connection connection) throws SQLException {
                        return connection.isReadOnly();
                    }
                """);
    }

    @Test
    void allowsAHelperThatCloses() {
        verify("jdbc-connection-closed", """
                    static void closeQuietly(Connection connection) {
                        if (connection != null) {
                            try {
                                connection.close();
                            } catch (SQLException e) {
                                System.err.println(e);
                            }
                        }
                    }
                    boolean m(DataSource source) throws SQLException {
                        Connection connection = source.getConnection();
                        try {
                            return connection.isReadOnly();
                        } finally {
                            closeQuietly(connection);
                        }
                    }
                """);
    }

    @Test
    void reportsAStatementThatNobodyCloses() {
        verify("jdbc-statement-closed", """
                    boolean m(Connection connection) throws SQLException {
                        Statement statement = connection.createStatement(); // error: [leaked] a Statement made here is dropped on every path
                        return statement.execute("DELETE FROM A");
                    }
                    boolean prepared(Connection connection) throws SQLException {
                        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM A")) {
                            return statement.execute();
                        }
                    }
                    Statement returned(Connection connection) throws SQLException {
                        return connection.createStatement();
                    }
                """);
    }

    @Test
    void reportsMetadataThatNobodyCloses() {
        verify("jdbc-metadata-closed", """
                    boolean m(DatabaseMetaData data) throws SQLException {
                        ResultSet tables = data.getTables(null, null, "%", null); // error: [leaked] a ResultSet made here is dropped on every path
                        return tables.next();
                    }
                    boolean closed(DatabaseMetaData data) throws SQLException {
                        try (ResultSet tables = data.getTables(null, null, "%", null)) {
                            return tables.next();
                        }
                    }
                    boolean ofAStatement(Statement statement) throws SQLException {
                        return statement.executeQuery("SELECT 1").next();
                    }
                    String noResultSet(DatabaseMetaData data) throws SQLException {
                        return data.getUserName();
                    }
                """.replace("%", "%%"));
    }
}
