package licensing.web.errors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page that says what is known, and what to do.
 *
 * @param status of the answer
 * @param key message keys begin with it: {@code .title}, {@code .text} and {@code .next}
 * @param reference by which an operator finds it in the log
 * @param retryAt when trying again makes sense
 */
public record Problem(
    int status, String key, @Nullable String reference, @Nullable Instant retryAt) {

  /** Request attribute with the {@link Instant} from which on trying again makes sense. */
  public static final String RETRY_AT = "problem.retryAt";

  /** For any part of the console that has something of its own to say. */
  public static Problem of(int status, String key) {
    return new Problem(status, key, null, null);
  }

  public ModelAndView page() {
    ModelAndView page = new ModelAndView("errors/problem", HttpStatusCode.valueOf(status));
    return page.addObject("problem", this);
  }
}
