package licensing.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.SupportCommand;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By what the records know that the console sent what somebody of support asks for: whoever may
 * write to Temporal could name any of them. The console has the private key, a worker the public
 * one.
 *
 * <p>A signature has no time: it is good for one version of one purchase, or one bulk run, and what
 * was recorded once is not done again.
 */
public final class SupportSignatures {

  private final List<byte[]> seeds;
  private final List<byte[]> publicKeys;

  public SupportSignatures(SupportKeys keys) {
    this.seeds = keys.seeds();
    this.publicKeys = keys.publicBytes();
  }

  /** The same with a signature, where a key is set. */
  public SupportCommand sign(PurchaseId purchase, SupportCommand command) {
    return seeds.isEmpty()
        ? command
        : command.with(command.request().signed(signature(text(purchase, command))));
  }

  /** The same with a signature, where a key is set. */
  public BulkStart sign(BulkStart start) {
    return seeds.isEmpty() ? start : start.signed(signature(text(start)));
  }

  /** Whether signatures are asked for. */
  public boolean areAskedFor() {
    return !publicKeys.isEmpty();
  }

  public boolean isSigned(PurchaseId purchase, SupportCommand command) {
    return isOurs(text(purchase, command), command.request().signature());
  }

  public boolean isSigned(BulkStart start) {
    return isOurs(text(start), start.signature());
  }

  private String signature(byte[] text) {
    try {
      var keys = Ed25519Sign.KeyPair.newKeyPairFromSeed(seeds.getFirst());
      return Base64.getEncoder().encodeToString(new Ed25519Sign(keys.getPrivateKey()).sign(text));
    } catch (GeneralSecurityException e) {
      // Its message may say what of a key is wrong, which no log may keep.
      throw new IllegalStateException("the key of support's requests is not usable");
    }
  }

  private boolean isOurs(byte[] text, @Nullable String signature) {
    return signature != null && publicKeys.stream().anyMatch(key -> isOf(key, text, signature));
  }

  private static boolean isOf(byte[] key, byte[] text, String signature) {
    try {
      new Ed25519Verify(key).verify(Base64.getDecoder().decode(signature), text);
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] text(PurchaseId purchase, SupportCommand command) {
    var request = command.request();
    return text(
        "support",
        purchase,
        command.words(),
        command instanceof SupportCommand.ExtendDeadline extension ? extension.payBefore() : "",
        request.operatorId(),
        request.reason(),
        request.versionSeen());
  }

  private static byte[] text(BulkStart start) {
    return text(
        "bulk",
        start.id(),
        start.action(),
        start.question(),
        start.address(),
        start.confirmed(),
        start.operatorId(),
        start.reason(),
        start.perSecond());
  }

  /** Each part with its length, so that none can pass for another. */
  private static byte[] text(@Nullable Object... parts) {
    return Stream.of(parts)
        .map(String::valueOf)
        .map(part -> part.length() + ":" + part)
        .collect(Collectors.joining("\n"))
        .getBytes(UTF_8);
  }

  /**
   * Keys of Ed25519 (RFC 8032).
   *
   * @param signingKeys of a console, each 32 random bytes in base64, of which the first one signs;
   *     none, and nothing is signed
   * @param publicKeys of a worker, each 32 bytes in base64; none, and no signature is asked for
   */
  @ConfigurationProperties("support-requests")
  public record SupportKeys(
      @DefaultValue List<String> signingKeys, @DefaultValue List<String> publicKeys) {

    public SupportKeys {
      bytes("SUPPORT_REQUEST_KEYS", signingKeys);
      bytes("SUPPORT_PUBLIC_KEYS", publicKeys);
    }

    List<byte[]> seeds() {
      return bytes("SUPPORT_REQUEST_KEYS", signingKeys);
    }

    List<byte[]> publicBytes() {
      return bytes("SUPPORT_PUBLIC_KEYS", publicKeys);
    }

    private static List<byte[]> bytes(String variable, List<String> keys) {
      return keys.isEmpty() ? List.of() : SharedKeys.of(variable, keys).bytes();
    }

    @Override
    public String toString() {
      return "SupportKeys[...]";
    }
  }
}
