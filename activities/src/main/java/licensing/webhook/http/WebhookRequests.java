package licensing.webhook.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts to addresses that strangers chose. A name is looked up here, all that it stands for must be
 * public, and the connection goes to what was looked at. No redirect is followed, nothing is sent
 * again by itself, no cookie is kept, no proxy asked, and no connection used twice. A whole
 * exchange has a limit, so that a receiver that sends a byte now and then is cut as well as a
 * silent one, and of an answer no more than its beginning is read.
 */
final class WebhookRequests implements AutoCloseable {

  private static final Timeout CONNECTING = Timeout.ofSeconds(5);

  /** At once: more than a worker's activities. */
  private static final int CONNECTIONS = 1000;

  private static final int READ_BYTES = 4096;
  private static final int KEPT_LETTERS = 300;

  private final CloseableHttpClient client;
  private final Duration limit;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-limits").factory());

  /**
   * @param limit of an exchange, from the connection to what is read of the answer
   */
  WebhookRequests(WebhookSettings settings, Duration limit) {
    this.limit = limit;
    Timeout silence = Timeout.of(limit);
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(
                        settings.privateAddresses()
                            ? SystemDefaultDnsResolver.INSTANCE
                            : new PublicNames())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECTING)
                            .setSocketTimeout(silence)
                            .build())
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS)
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(silence).build())
            .setConnectionReuseStrategy((request, response, context) -> false)
            .setUserAgent("License-Webhooks/1")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /** What came of a try. The names are stored in rows, and keys of messages. */
  enum Outcome {
    TAKEN,
    /** By its status. */
    NOT_TAKEN,
    /** It leads elsewhere, which is not followed. */
    MOVED,
    /** It will never be there again. */
    GONE,
    NO_ANSWER,
    NOT_REACHED,
    UNKNOWN_NAME,
    NOT_PUBLIC,
    NOT_TRUSTED
  }

  /**
   * What came of a try.
   *
   * @param status null where none was answered
   * @param words the first of what was answered, without what cannot be printed
   * @param retryAfter how long it asks to be left alone, null where it does not
   */
  record Answer(
      Outcome outcome,
      @Nullable Integer status,
      Duration took,
      String words,
      @Nullable Duration retryAfter) {}

  /** Whatever happens is an answer. */
  Answer post(URI address, Map<String, String> headers, String payload) {
    HttpPost request = new HttpPost(address);
    headers.forEach(request::setHeader);
    request.setEntity(
        new ByteArrayEntity(payload.getBytes(UTF_8), ContentType.create("application/json")));
    long began = System.nanoTime();
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> cut =
        clock.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            limit.toMillis(),
            TimeUnit.MILLISECONDS);
    ClassicHttpResponse response = null;
    try {
      response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
      return answer(response, began);
    } catch (IOException | HttpException | RuntimeException e) {
      Outcome outcome = late.get() ? Outcome.NO_ANSWER : outcome(e);
      return new Answer(outcome, null, since(began), "", null);
    } finally {
      cut.cancel(false);
      // What is left of the answer is of no interest.
      request.cancel();
      Closer.closeQuietly(response);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }

  private static Answer answer(ClassicHttpResponse response, long began) throws IOException {
    int status = response.getCode();
    String words = words(response.getEntity());
    return new Answer(
        outcome(status),
        status,
        since(began),
        words,
        status == 429 || status == 503 ? retryAfter(response.getFirstHeader("Retry-After")) : null);
  }

  private static Outcome outcome(int status) {
    return switch (status / 100) {
      case 2 -> Outcome.TAKEN;
      case 3 -> Outcome.MOVED;
      default -> status == 410 ? Outcome.GONE : Outcome.NOT_TAKEN;
    };
  }

  private static Outcome outcome(Exception failure) {
    return switch (failure) {
      case NotPublic _ -> Outcome.NOT_PUBLIC;
      case UnknownHostException _ -> Outcome.UNKNOWN_NAME;
      case SSLException _ -> Outcome.NOT_TRUSTED;
      case SocketTimeoutException _ -> Outcome.NO_ANSWER;
      default -> Outcome.NOT_REACHED;
    };
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static String words(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return "";
    }
    InputStream content = entity.getContent();
    String text =
        new String(content.readNBytes(READ_BYTES), UTF_8)
            .replaceAll(
                "[\\p{Cntrl}\\p{Cs}\\p{Cn}\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069]+", " ")
            .strip();
    return text.codePointCount(0, text.length()) <= KEPT_LETTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, KEPT_LETTERS)) + " …";
  }

  /** Seconds, or a date. */
  private static @Nullable Duration retryAfter(@Nullable Header header) {
    if (header == null) {
      return null;
    }
    String value = header.getValue().strip();
    try {
      return value.matches("\\d{1,9}")
          ? Duration.ofSeconds(Long.parseLong(value))
          : Duration.between(
              Instant.now(),
              ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Of names and of addresses that are written out; what is given back is what is connected to. */
  private static final class PublicNames implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      if (found.length == 0 || !Arrays.stream(found).allMatch(WebhookAddress::isPublic)) {
        throw new NotPublic();
      }
      return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private static final class NotPublic extends UnknownHostException {
    NotPublic() {
      super("not a public address");
    }
  }
}
