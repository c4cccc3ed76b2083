package licensing.web.oidc;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import licensing.web.ConsoleSettings.UnsafeSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The OpenID provider that users may sign in with. Off where no issuer is named.
 *
 * @param issuer exactly as it stands in its tokens: https, or http on loopback
 * @param clientSecret empty for a client that proves itself by PKCE alone
 * @param name what the login page calls the provider; the issuer's host if empty
 * @param scopes with spaces between them, "openid" among them
 * @param roleClaim the claim that holds roles; dots lead into objects, like realm_access.roles
 * @param buyerRole the value that makes a buyer; empty if none does, and so for the others
 * @param organizationClaim the claim that names the organization
 * @param acr with spaces between them: one of them is demanded of a sign-in; empty for any
 * @param amr with spaces between them: how the user must have proved who it is, by one of them
 */
@ConfigurationProperties("oidc")
public record OidcSettings(
    String issuer,
    String clientId,
    String clientSecret,
    String name,
    String scopes,
    String roleClaim,
    String buyerRole,
    String supportRole,
    String adminRole,
    String organizationClaim,
    String acr,
    String amr) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public OidcSettings {
    if (!issuer.isBlank()) {
      requireIssuer(issuer);
      require(clientId, "OIDC_CLIENT_ID");
      require(roleClaim, "OIDC_ROLE_CLAIM");
      require(organizationClaim, "OIDC_ORGANIZATION_CLAIM");
      require(buyerRole + supportRole + adminRole, "one of OIDC_BUYER, OIDC_SUPPORT, OIDC_ADMIN");
      if (!words(scopes).contains("openid")) {
        throw new UnsafeSetting("OIDC_SCOPES must have openid among them: " + scopes);
      }
    }
  }

  public boolean isOn() {
    return !issuer.isBlank();
  }

  /** What people call it. */
  public String shownName() {
    return name.isBlank() ? URI.create(issuer).getHost() : name;
  }

  List<String> demandedAcr() {
    return words(acr);
  }

  List<String> demandedAmr() {
    return words(amr);
  }

  List<String> demandedScopes() {
    return words(scopes);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[ ,]+")).filter(word -> !word.isEmpty()).toList();
  }

  private static void requireIssuer(String issuer) {
    URI address = URI.create(issuer);
    boolean https = "https".equals(address.getScheme());
    boolean loopback = "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost());
    if (address.getHost() == null || !https && !loopback || address.getQuery() != null) {
      throw new UnsafeSetting(
          "OIDC_ISSUER must be https, or http on localhost alone, without a query: " + issuer);
    }
  }

  private static void require(String value, String setting) {
    if (value.isBlank()) {
      throw new UnsafeSetting("OIDC_ISSUER is set, so " + setting + " must be as well");
    }
  }
}
