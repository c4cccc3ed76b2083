package licensing.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What organizations have to be told at: endpoints that take messages, and may hang, be slow, fail
 * or lead elsewhere, each message a few times; one that is gone stays gone.
 */
public final class WebhookReceiver implements AutoCloseable {

  private static final String HMAC = "HmacSHA256";
  private static final double FAILS = 0.3;

  /** Each message is taken then: the waits between its tries grow fast. */
  private static final int MOST_FAILURES = 3;

  private static final Duration SLOW = Duration.ofMillis(300);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();
  private final Map<String, Integer> goneAfter = new ConcurrentHashMap<>();
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private final Map<String, Long> faults = new TreeMap<>();
  private final Random random = new Random();
  private Duration silence = Duration.ZERO;
  private boolean faulty;

  /** What an endpoint does with a message. */
  private enum Mood {
    TAKES(204),
    IS_SLOW(200),
    HANGS(0),
    FAILS(500),
    IS_BUSY(503),
    LEADS_ELSEWHERE(302),
    IS_GONE(410);

    private final int status;

    Mood(int status) {
      this.status = status;
    }
  }

  /**
   * One that came.
   *
   * @param id of its header
   * @param genuine whether its signature verifies
   * @param taken whether it was answered with 2xx
   * @param gone whether it was told that there is no such endpoint any more
   */
  public record Message(
      String endpoint, String id, String body, boolean genuine, boolean taken, boolean gone) {}

  WebhookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /**
   * @param secret as its organization was shown it
   */
  public void trust(String endpoint, String secret) {
    secrets.put(endpoint, Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")));
  }

  /** From its next message but so many on. */
  public void leave(String endpoint, int messages) {
    goneAfter.put(endpoint, messages);
  }

  /**
   * Any message may fail from now on, but few times.
   *
   * @param silence how long one that hangs says nothing
   */
  public synchronized void misbehave(long seed, Duration silence) {
    random.setSeed(seed);
    this.silence = silence;
    faulty = true;
  }

  public synchronized void behave() {
    faulty = false;
  }

  /** All that came, first come first. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** How often what went wrong, in words. */
  public synchronized Map<String, Long> faults() {
    return new TreeMap<>(faults);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange asked) throws IOException {
    try (asked) {
      String endpoint = asked.getRequestURI().getPath().substring(1);
      String id = header(asked, "webhook-id");
      String body = new String(asked.getRequestBody().readAllBytes(), UTF_8);
      Mood mood = mood(endpoint, id);
      messages.add(
          new Message(
              endpoint,
              id,
              body,
              isGenuine(
                  endpoint, id + "." + header(asked, "webhook-timestamp") + "." + body, asked),
              mood.status / 100 == 2,
              mood == Mood.IS_GONE));
      if (mood == Mood.HANGS || mood == Mood.IS_SLOW) {
        Thread.sleep(mood == Mood.HANGS ? silence : SLOW);
      }
      if (mood == Mood.HANGS) {
        return;
      }
      if (mood == Mood.LEADS_ELSEWHERE) {
        asked.getResponseHeaders().set("Location", "/elsewhere");
      }
      asked.sendResponseHeaders(mood.status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Mood mood(String endpoint, String id) {
    Integer left = goneAfter.computeIfPresent(endpoint, (name, now) -> Math.max(0, now - 1));
    if (left != null && left == 0) {
      return count(Mood.IS_GONE);
    }
    if (!faulty
        || random.nextDouble() >= FAILS
        || failures.merge(endpoint + " " + id, 1, Integer::sum) > MOST_FAILURES) {
      return Mood.TAKES;
    }
    List<Mood> bad =
        List.of(Mood.IS_SLOW, Mood.HANGS, Mood.FAILS, Mood.IS_BUSY, Mood.LEADS_ELSEWHERE);
    return count(bad.get(random.nextInt(bad.size())));
  }

  private Mood count(Mood mood) {
    String words = mood.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    faults.merge("receiver of webhooks: " + words, 1L, Long::sum);
    return mood;
  }

  private boolean isGenuine(String endpoint, String content, HttpExchange asked) {
    byte[] secret = secrets.get(endpoint);
    return secret != null
        && Arrays.stream(header(asked, "webhook-signature").split(" "))
            .anyMatch(
                each ->
                    MessageDigest.isEqual(
                        each.getBytes(UTF_8),
                        ("v1," + signature(secret, content)).getBytes(UTF_8)));
  }

  private static String signature(byte[] secret, String content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpExchange asked, String name) {
    @Nullable String value = asked.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
