package licensing.web.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import licensing.web.errors.ApiProblem;
import licensing.web.errors.ApiProblem.Code;
import licensing.web.security.LogText;
import licensing.web.security.RateLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The door of programs: who asks, how often, and with how long a body. There are no cookies and no
 * sessions.
 */
@Component
public final class ApiAccess implements AuthenticationEntryPoint {

  /** What programs send has some hundred bytes. */
  private static final int LONGEST_BODY = 16 * 1024;

  /** All keys of a few organizations may come by one address. */
  private static final int KEYS_AT_AN_ADDRESS = 10;

  private static final String SCHEME = "bearer ";
  private static final Logger log = LoggerFactory.getLogger(ApiAccess.class);

  private final ApiKeys keys;
  private final MeterRegistry meters;
  private final RateLimit asked;
  private final RateLimit askedFromAnAddress;

  /**
   * @param aMinute how often one key may ask
   */
  ApiAccess(
      ApiKeys keys, MeterRegistry meters, @Value("${pace.api-requests-a-minute:600}") int aMinute) {
    this.keys = keys;
    this.meters = meters;
    asked = new RateLimit(aMinute, InstantSource.system());
    askedFromAnAddress = new RateLimit(KEYS_AT_AN_ADDRESS * aMinute, InstantSource.system());
  }

  /** Before whatever asks who somebody is. */
  public OncePerRequestFilter filter() {
    return new Door();
  }

  /** Nobody sent a key. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
      throws IOException {
    new ApiProblem(Code.UNAUTHENTICATED).write(response);
  }

  private ApiCaller caller(String authorization, HttpServletRequest request) {
    Optional<ApiCaller> caller =
        authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
            ? keys.caller(authorization.substring(SCHEME.length()).strip())
            : Optional.empty();
    return caller.orElseThrow(
        () -> {
          log.warn("a key is refused from {}", LogText.of(request.getRemoteAddr()));
          return new ApiProblem(Code.UNAUTHENTICATED);
        });
  }

  private void pace(RateLimit limit, String who) {
    long seconds = limit.secondsToWait(who);
    if (seconds > 0) {
      Counter.builder("too_fast")
          .tag("asked", "api")
          .description("What users asked more often than they may")
          .register(meters)
          .increment();
      throw ApiProblem.tooManyRequests(seconds);
    }
  }

  private final class Door extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      HttpServletRequest read;
      try {
        read = admitted(request);
      } catch (ApiProblem problem) {
        problem.write(response);
        return;
      }
      chain.doFilter(read, response);
    }

    private HttpServletRequest admitted(HttpServletRequest request) throws IOException {
      pace(askedFromAnAddress, RateLimit.network(request.getRemoteAddr()));
      @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
      if (authorization == null) {
        return request;
      }
      ApiCaller caller = caller(authorization, request);
      pace(asked, caller.key().toString());
      SecurityContextHolder.getContext()
          .setAuthentication(
              UsernamePasswordAuthenticationToken.authenticated(
                  caller, null, AuthorityUtils.NO_AUTHORITIES));
      byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
      if (body.length > LONGEST_BODY) {
        throw new ApiProblem(Code.CONTENT_TOO_LARGE);
      }
      return new ReadRequest(request, body);
    }
  }

  /** Its body is here, and no longer than it may be. */
  private static final class ReadRequest extends HttpServletRequestWrapper {

    private final byte[] body;

    ReadRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      return new ReadBody(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  private static final class ReadBody extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    ReadBody(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("it is read already");
    }
  }
}
