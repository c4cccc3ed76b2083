package licensing.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a form whose address has fields as well: they would be taken like its own, and addresses
 * are kept where passwords and tokens have no place. The language alone may be there.
 */
final class NoFieldsInAddress extends OncePerRequestFilter {

  /** The language of a page, and what the Temporal Web UI adds when it has payloads decoded. */
  private static final Pattern HARMLESS =
      Pattern.compile("(language=[A-Za-z-]{0,20}|preserveStorageRefs=[a-z]{4,5})?");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String fields = request.getQueryString();
    if (fields != null
        && request.getMethod().equals("POST")
        && !HARMLESS.matcher(fields).matches()) {
      response.sendError(HttpStatus.BAD_REQUEST.value());
    } else {
      chain.doFilter(request, response);
    }
  }
}
