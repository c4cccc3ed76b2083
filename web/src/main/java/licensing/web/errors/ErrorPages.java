package licensing.web.errors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import licensing.web.security.SecurityHandlers;
import licensing.web.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page of everything that was not answered otherwise. It never tells a cause. */
@Controller
class ErrorPages implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);
  private static final Set<Integer> WITH_WORDS = Set.of(400, 403, 404, 405, 410, 413, 429, 503);

  private final SecurityHeaders headers;

  ErrorPages(SecurityHeaders headers) {
    this.headers = headers;
  }

  @RequestMapping("/error")
  @Nullable ModelAndView show(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // What the server refuses has come by no filter.
    headers.writeMissing(request, response);
    // Asked for directly, there is nothing here.
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    Problem problem = problem(status, request);
    if (ApiProblem.isFor(addressOf(request))) {
      ApiProblem.of(problem.status(), problem.reference()).write(response);
      return null;
    }
    if (!SecurityHandlers.wantsPage(request)) {
      response.setStatus(problem.status());
      return null;
    }
    return problem.page();
  }

  private static String addressOf(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
  }

  private static Problem problem(int status, HttpServletRequest request) {
    if (WITH_WORDS.contains(status)) {
      Instant retryAt =
          request.getAttribute(Problem.RETRY_AT) instanceof Instant instant ? instant : null;
      return new Problem(status, "error." + status, null, retryAt);
    }
    if (status < 500) {
      return new Problem(status, "error.400", null, null);
    }
    String reference = UUID.randomUUID().toString();
    Object cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    log.error("reference {}", reference, cause instanceof Throwable thrown ? thrown : null);
    return new Problem(status, "error.500", reference, null);
  }
}
