package licensing.platform.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one merchant of this platform.
 *
 * @param accounts merchant account ids with their currencies; the first is the default
 */
public record Merchant(
    String id, String publicKey, String privateKey, Map<String, String> accounts) {
  public Merchant {
    accounts = new LinkedHashMap<>(accounts);
  }

  public String defaultAccount() {
    return accounts.keySet().iterator().next();
  }

  public Optional<String> currencyOf(String account) {
    return Optional.ofNullable(accounts.get(account));
  }

  /** The value of the Authorization header that proves both keys. */
  public String basicCredentials() {
    byte[] pair = (publicKey + ":" + privateKey).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Without the keys: records are printed in logs. */
  @Override
  public String toString() {
    return "Merchant[" + id + "]";
  }
}
