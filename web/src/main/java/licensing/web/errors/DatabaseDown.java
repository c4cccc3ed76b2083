package licensing.web.errors;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Recognizes that PostgreSQL cannot be reached, whoever noticed it. */
final class DatabaseDown {

  private DatabaseDown() {}

  static boolean isBehind(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && (isOfConnection(sql) || isOfServer(sql))) {
        return true;
      }
      // What went wrong first, where the transaction on the lost connection cannot be undone
      // either.
      if (cause instanceof TransactionSystemException undone
          && isBehind(undone.getApplicationException())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfConnection(SQLException failure) {
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException;
  }

  /** Classes 08 (connection), 53 (out of resources) and 57P (shutting down or starting up). */
  private static boolean isOfServer(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    return state != null
        && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
  }
}
