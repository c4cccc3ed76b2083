package licensing.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.evidence.EvidenceChains.Heads;
import licensing.keys.SharedKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Says, signed and outside of the database, how all chains end: whoever owns the tables can write a
 * chain anew, but cannot take back what was said of it. A line of the log, since logs are shipped
 * elsewhere; it is verified wherever it was kept.
 */
public final class EvidenceAnchors {

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceAnchors.class);

  /** A transaction that wrote down its time must have ended by then. */
  private static final Duration SETTLED = Duration.ofMinutes(5);

  private final EvidenceChains chains;
  private final Clock clock;
  private final List<byte[]> seeds;

  EvidenceAnchors(EvidenceChains chains, Clock clock, EvidenceSettings settings) {
    this.chains = chains;
    this.clock = clock;
    this.seeds = settings.seeds();
  }

  @Scheduled(initialDelayString = "PT1M", fixedRateString = "PT1H")
  void log() {
    sign().ifPresent(anchor -> LOG.info("{}", anchor));
  }

  /** How the chains ended a few minutes ago. Empty where no key is set. */
  public Optional<Anchor> sign() {
    return seeds.stream().findFirst().map(this::signedBy);
  }

  private Anchor signedBy(byte[] seed) {
    Instant at = clock.instant().minus(SETTLED).truncatedTo(ChronoUnit.SECONDS);
    Heads heads = chains.headsAt(at);
    try {
      Ed25519Sign.KeyPair keys = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
      byte[] signature =
          new Ed25519Sign(keys.getPrivateKey()).sign(heads.toString().getBytes(UTF_8));
      return new Anchor(heads, base64(keys.getPublicKey()), base64(signature));
    } catch (GeneralSecurityException e) {
      // Its message may say what of a key is wrong, which no log may keep.
      throw new IllegalStateException("the evidence's key is not usable");
    }
  }

  /**
   * Compares every anchor that was kept with the chains as they are now.
   *
   * @param kept lines, of a log for instance; those that are no anchors are passed over
   * @param found is told of each that does not hold, and why
   */
  public AnchorReport verify(Stream<String> kept, Consumer<String> found) {
    long[] counts = new long[2];
    kept.flatMap(line -> Anchor.in(line).stream())
        .forEach(
            anchor -> {
              counts[0]++;
              problem(anchor)
                  .ifPresent(
                      why -> {
                        counts[1]++;
                        found.accept("anchor does not hold: %s: %s".formatted(anchor.heads(), why));
                      });
            });
    return new AnchorReport(counts[0], counts[1]);
  }

  private Optional<String> problem(Anchor anchor) {
    if (!isOurs(anchor)) {
      return Optional.of("it is not signed by a key of EVIDENCE_SIGNING_KEY");
    }
    Heads now = chains.headsAt(anchor.heads().at());
    return now.equals(anchor.heads()) ? Optional.empty() : Optional.of("the chains say " + now);
  }

  private boolean isOurs(Anchor anchor) {
    try {
      Set<String> known =
          seeds.stream().map(EvidenceAnchors::publicKey).collect(Collectors.toSet());
      if (!known.contains(anchor.publicKey())) {
        return false;
      }
      new Ed25519Verify(Base64.getDecoder().decode(anchor.publicKey()))
          .verify(
              Base64.getDecoder().decode(anchor.signature()),
              anchor.heads().toString().getBytes(UTF_8));
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String publicKey(byte[] seed) {
    try {
      return base64(Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the evidence's key is not usable");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * What was said of all chains, and by whom.
   *
   * @param publicKey 32 bytes in base64 (Ed25519, RFC 8032)
   * @param signature 64 bytes in base64, of the text of the heads
   */
  public record Anchor(Heads heads, String publicKey, String signature) {

    private static final Pattern LINE =
        Pattern.compile(
            Heads.LINE.pattern() + " key=([A-Za-z0-9+/=]{44}) signature=([A-Za-z0-9+/=]{88})");

    /** The anchor in a line that may hold more; empty where there is none. */
    static Optional<Anchor> in(String line) {
      Matcher found = LINE.matcher(line);
      return found.find()
          ? Optional.of(new Anchor(Heads.of(found), found.group(5), found.group(6)))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "%s key=%s signature=%s".formatted(heads, publicKey, signature);
    }
  }

  /**
   * How many anchors were verified.
   *
   * @param broken those that do not hold
   */
  public record AnchorReport(long anchors, long broken) {

    @Override
    public String toString() {
      return "anchors: verified=%d broken=%d".formatted(anchors, broken);
    }
  }

  /**
   * By what the ends of chains are signed.
   *
   * @param signingKeys each 32 random bytes in base64, a private key of Ed25519: the first one
   *     signs, and what any of them signed is believed; none of them, and nothing is signed
   */
  @ConfigurationProperties("evidence")
  public record EvidenceSettings(@DefaultValue List<String> signingKeys) {

    public EvidenceSettings {
      seeds(signingKeys);
    }

    List<byte[]> seeds() {
      return seeds(signingKeys);
    }

    private static List<byte[]> seeds(List<String> keys) {
      return keys.isEmpty() ? List.of() : SharedKeys.of("EVIDENCE_SIGNING_KEY", keys).bytes();
    }

    @Override
    public String toString() {
      return "EvidenceSettings[...]";
    }
  }
}
