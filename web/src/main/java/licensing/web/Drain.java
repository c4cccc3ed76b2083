package licensing.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the balancer in front notice that this console stops, while it still serves: for a while it
 * is not ready any more, and ends each connection with its answer. Then it refuses connections,
 * which has a balancer ask another console; on a connection that is kept it could only refuse the
 * request, which nobody asks again for the one who sent it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Drain extends OncePerRequestFilter {

  /** Longer than the balancer keeps an idle connection: see docs/production.md. */
  private static final Duration TIME = Duration.ofSeconds(5);

  private final Duration time;
  private volatile boolean draining;

  /** Whoever stands alone has nobody who could notice. */
  @Autowired
  Drain(ConsoleSettings settings) {
    this(settings.proxies().isBlank() ? Duration.ZERO : TIME);
  }

  Drain(Duration time) {
    this.time = time;
  }

  /** Before anything stops. Readiness is gone by then; the context of the health's port follows. */
  @EventListener(ContextClosedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void await() throws InterruptedException {
    if (!draining) {
      draining = true;
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (draining) {
      response.setHeader("Connection", "close");
    }
    chain.doFilter(request, response);
  }
}
