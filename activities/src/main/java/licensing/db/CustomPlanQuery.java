package licensing.db;

import java.sql.PreparedStatement;
import java.util.List;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/**
 * Queries that PostgreSQL plans for the very values of each. Asked often, it would settle on one
 * plan for all: good for an organization as most are, and a walk through all that the largest
 * bought.
 */
public record CustomPlanQuery(JdbcOperations database) {

  public <T> List<T> read(String sql, List<Object> parameters, RowMapper<T> reader) {
    return database.query(
        connection -> {
          PreparedStatement statement = connection.prepareStatement(sql);
          statement.unwrap(PGStatement.class).setPrepareThreshold(0);
          new ArgumentPreparedStatementSetter(parameters.toArray()).setValues(statement);
          return statement;
        },
        reader);
  }
}
