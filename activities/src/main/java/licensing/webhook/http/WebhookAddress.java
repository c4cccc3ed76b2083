package licensing.webhook.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an address of an endpoint may look like. What its name stands for is seen when it is used.
 */
public final class WebhookAddress {

  private static final int LONGEST = 500;

  private WebhookAddress() {}

  /** What is wrong with an address. The names are keys of messages. */
  public enum Problem {
    NO_ADDRESS,
    NOT_ENCRYPTED,
    NOT_PUBLIC
  }

  /** Empty where nothing can be seen to be wrong. */
  public static Optional<Problem> problem(String address, WebhookSettings settings) {
    URI uri = parse(address);
    if (uri == null) {
      return Optional.of(Problem.NO_ADDRESS);
    }
    if (settings.privateAddresses()) {
      return Optional.empty();
    }
    if (!uri.getScheme().equals("https")) {
      return Optional.of(Problem.NOT_ENCRYPTED);
    }
    return isPrivate(uri.getHost()) ? Optional.of(Problem.NOT_PUBLIC) : Optional.empty();
  }

  /** Of a person who logs in there, and of a place within a page, an endpoint has neither. */
  private static @Nullable URI parse(String address) {
    try {
      URI uri = new URI(address);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web
              && address.length() <= LONGEST
              && address.chars().allMatch(each -> each > ' ' && each < 0x7f)
              && uri.getHost() != null
              && uri.getPort() <= 0xffff
              && uri.getPort() != 0
              && uri.getUserInfo() == null
              && uri.getFragment() == null
          ? uri
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean isPrivate(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return !isPublic(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  /**
   * Whether it is one that everybody on the internet may reach: no loopback, private, link-local
   * (where clouds keep their metadata), shared (CGNAT), unique local, multicast or reserved one,
   * nor one that stands for another.
   */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes);
  }

  /** By the IANA's special-purpose registry. */
  private static boolean isPublic4(byte[] a) {
    int first = a[0] & 0xff;
    int second = a[1] & 0xff;
    int third = a[2] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second < 64 || second > 127;
      case 169 -> second != 254;
      case 172 -> second < 16 || second > 31;
      case 192 ->
          !(second == 168
              || second == 0 && (third == 0 || third == 2)
              || second == 88 && third == 99);
      case 198 -> !(second == 18 || second == 19 || second == 51 && third == 100);
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  /**
   * Of what is assigned to the internet, 2000::/3, all but protocols, documentation and 6to4. So a
   * mapped or translated IPv4 address is none.
   */
  private static boolean isPublic6(byte[] a) {
    int first = (a[0] & 0xff) << 8 | a[1] & 0xff;
    int second = (a[2] & 0xff) << 8 | a[3] & 0xff;
    boolean assigned = (first & 0xe000) == 0x2000;
    boolean protocols = first == 0x2001 && second < 0x200;
    boolean documentation =
        first == 0x2001 && second == 0xdb8 || first == 0x3fff && second < 0x1000;
    return assigned && !protocols && !documentation && first != 0x2002;
  }
}
