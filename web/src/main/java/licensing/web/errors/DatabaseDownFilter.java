package licensing.web.errors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers where no usual error page can: while PostgreSQL is down, and for forms that cannot be
 * read. Stands before the session, which would fail on the way to any other page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class DatabaseDownFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(DatabaseDownFilter.class);

  private final BarePage page;

  DatabaseDownFilter(BarePage page) {
    this.page = page;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | IOException | RuntimeException failure) {
      Optional<Problem> problem = problem(failure);
      if (response.isCommitted() || problem.isEmpty()) {
        throw failure;
      }
      log.warn("answered with {}: {}", problem.get().status(), failure.toString());
      page.write(problem.get(), request, response);
    }
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  private static Optional<Problem> problem(Throwable failure) {
    if (DatabaseDown.isBehind(failure)) {
      return Optional.of(Problem.of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "error.503"));
    }
    if (failure instanceof InvalidParameterException unreadable) {
      int status = unreadable.getErrorCode() == 413 ? 413 : 400;
      return Optional.of(Problem.of(status, "error." + status));
    }
    return Optional.empty();
  }

  /** Recognizes that PostgreSQL cannot be reached, whoever noticed it. */
  static final class DatabaseDown {

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
}
