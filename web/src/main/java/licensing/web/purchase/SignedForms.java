package licensing.web.purchase;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.web.ConsoleSettings.UnsafeSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Mints the purchase ids of entry forms and recognises them: only ids made here, for this buyer and
 * this offer, become purchases, so that one form is one purchase.
 */
@Component
public final class SignedForms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final Duration LIFE = Duration.ofHours(24);

  private final List<SecretKeySpec> keys;
  private final Clock clock;

  SignedForms(FormSettings settings, Clock clock) {
    this.keys = settings.keys().stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
    this.clock = clock;
  }

  FormTicket issue(Buyer buyer, Offer.Kind offer) {
    var purchase = PurchaseId.random();
    long now = clock.instant().getEpochSecond();
    return new FormTicket(purchase, now, mac(keys.getFirst(), signed(purchase, now, buyer, offer)));
  }

  Verdict check(FormTicket ticket, Buyer buyer, Offer.Kind offer) {
    var signed = signed(ticket.purchase(), ticket.issuedAt(), buyer, offer);
    if (keys.stream()
        .noneMatch(key -> MessageDigest.isEqual(bytes(mac(key, signed)), bytes(ticket.mac())))) {
      return Verdict.FORGED;
    }
    long age = clock.instant().getEpochSecond() - ticket.issuedAt();
    return age <= LIFE.toSeconds() ? Verdict.GENUINE : Verdict.EXPIRED;
  }

  private static String signed(PurchaseId purchase, long issuedAt, Buyer buyer, Offer.Kind offer) {
    return String.join(
        "\n",
        "entry form",
        purchase.toString(),
        buyer.user().toString(),
        buyer.organization().toString(),
        offer.name(),
        Long.toString(issuedAt));
  }

  private static String mac(SecretKeySpec key, String signed) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(signed)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What a ticket is worth. */
  enum Verdict {
    GENUINE,
    FORGED,
    EXPIRED
  }

  /**
   * What makes a form the only one of its kind: the purchase it is for, signed.
   *
   * @param issuedAt in seconds since 1970
   */
  record FormTicket(PurchaseId purchase, long issuedAt, String mac) {

    @Override
    public String toString() {
      return "FormTicket[" + purchase + "]";
    }
  }

  /**
   * @param signingKey FORM_SIGNING_KEY: 32 bytes in Base64, the same on every instance; or several
   *     with commas between, of which the first one signs, and every one is recognised
   */
  @ConfigurationProperties("forms")
  public record FormSettings(String signingKey) {

    public FormSettings {
      if (keys(signingKey).stream().anyMatch(key -> key.length < 32)) {
        throw new UnsafeSetting("FORM_SIGNING_KEY must be 32 random bytes in Base64, each");
      }
    }

    public List<byte[]> keys() {
      return keys(signingKey);
    }

    @Override
    public String toString() {
      return "FormSettings[]";
    }

    private static List<byte[]> keys(String listed) {
      return Stream.of(listed.split(",", -1)).map(FormSettings::decoded).toList();
    }

    private static byte[] decoded(String key) {
      try {
        return Base64.getDecoder().decode(key.strip());
      } catch (IllegalArgumentException e) {
        throw new UnsafeSetting("FORM_SIGNING_KEY must be Base64");
      }
    }
  }
}
