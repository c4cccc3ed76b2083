package licensing.payment.braintree;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.braintreegateway.BraintreeGateway;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import licensing.edge.PlatformNotifications;

final class BraintreeNotifications implements PlatformNotifications {

  private final BraintreeGateway gateway;
  private final NoticeBook notices;

  BraintreeNotifications(BraintreeGateway gateway, NoticeBook notices) {
    this.gateway = gateway;
    this.notices = notices;
  }

  @Override
  public Receipt receive(String signature, String payload) {
    Notice notice;
    try {
      notice = Notice.of(gateway.webhookNotification().parse(signature, payload), sha256(payload));
    } catch (RuntimeException forgedOrGarbled) {
      // The SDK has no one exception for it, and rightly signed junk fails anywhere.
      return new Receipt.Rejected(forgedOrGarbled.getClass().getSimpleName());
    }
    return notices.add(notice).<Receipt>map(Receipt.Stored::new).orElseGet(Receipt.Repeated::new);
  }

  @Override
  public Optional<String> answer(String challenge) {
    try {
      return Optional.of(gateway.webhookNotification().verify(challenge));
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public List<Unreported> claimUnreported(int limit) {
    return notices.claimUnreported(limit);
  }

  @Override
  public void reported(String notification, String how) {
    notices.reported(notification, how);
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
