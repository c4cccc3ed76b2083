package licensing.web.errors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
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
}
