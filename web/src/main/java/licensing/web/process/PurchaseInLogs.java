package licensing.web.process;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lines of the log that are written for a request about a purchase bear its workflow's id, under
 * the name that Temporal's SDK gives it in a worker's lines: so one question finds all of a
 * purchase.
 */
@Component
class PurchaseInLogs implements AsyncHandlerInterceptor, WebMvcConfigurer {

  static final String WORKFLOW_ID = "WorkflowId";

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns("/**/purchases/**", "/licenses/*/add")
        .order(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    purchase(request).ifPresent(purchase -> MDC.put(WORKFLOW_ID, purchase.workflowId()));
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    MDC.remove(WORKFLOW_ID);
  }

  /** Another thread goes on with it. */
  @Override
  public void afterConcurrentHandlingStarted(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    MDC.remove(WORKFLOW_ID);
  }

  /** Of the address, or of the form to buy; whatever is no id is not repeated in a log. */
  private static Optional<PurchaseId> purchase(HttpServletRequest request) {
    return Stream.of(inAddress(request), request.getParameter("purchase"))
        .flatMap(Stream::ofNullable)
        .flatMap(text -> PurchaseId.parse(text).stream())
        .findFirst();
  }

  private static @Nullable String inAddress(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        ? (String) variables.get("id")
        : null;
  }
}
