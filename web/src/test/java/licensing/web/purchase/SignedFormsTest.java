package licensing.web.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.web.ConsoleSettings.UnsafeSetting;
import licensing.web.purchase.SignedForms.FormTicket;
import licensing.web.purchase.SignedForms.Verdict;
import licensing.web.security.Signatures;
import licensing.web.security.Signatures.FormSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedFormsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Buyer BUYER =
      new Buyer(new OrganizationId(UUID.randomUUID()), new UserId(UUID.randomUUID()));

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER_KEY = new byte[32];

  private final FormTicket ticket = at(NOON).issue(BUYER, Offer.Kind.MIGRATION);

  @Test
  void recognisesItsOwnForm() {
    assertThat(check(ticket)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void everyFormIsAnotherPurchase() {
    assertThat(at(NOON).issue(BUYER, Offer.Kind.MIGRATION).purchase())
        .isNotEqualTo(ticket.purchase());
  }

  @Test
  void refusesAnotherPurchaseId() {
    assertThat(check(new FormTicket(PurchaseId.random(), ticket.issuedAt(), ticket.mac())))
        .isEqualTo(Verdict.FORGED);
  }

  @Test
  void refusesAnotherTime() {
    assertThat(check(new FormTicket(ticket.purchase(), ticket.issuedAt() + 1, ticket.mac())))
        .isEqualTo(Verdict.FORGED);
  }

  @Test
  void refusesAChangedMac() {
    var changed = (ticket.mac().startsWith("A") ? "B" : "A") + ticket.mac().substring(1);
    assertThat(check(new FormTicket(ticket.purchase(), ticket.issuedAt(), changed)))
        .isEqualTo(Verdict.FORGED);
    assertThat(check(new FormTicket(ticket.purchase(), ticket.issuedAt(), "")))
        .isEqualTo(Verdict.FORGED);
  }

  @Test
  void refusesAnotherUserOrganizationOrOffer() {
    var user = new Buyer(BUYER.organization(), new UserId(UUID.randomUUID()));
    var organization = new Buyer(new OrganizationId(UUID.randomUUID()), BUYER.user());

    assertThat(at(NOON).check(ticket, user, Offer.Kind.MIGRATION)).isEqualTo(Verdict.FORGED);
    assertThat(at(NOON).check(ticket, organization, Offer.Kind.MIGRATION))
        .isEqualTo(Verdict.FORGED);
    assertThat(at(NOON).check(ticket, BUYER, Offer.Kind.DISASTER_RESILIENCE))
        .isEqualTo(Verdict.FORGED);
  }

  @Test
  void refusesAnotherKey() {
    var other = forms(encoded(OTHER_KEY));
    assertThat(other.check(ticket, BUYER, Offer.Kind.MIGRATION)).isEqualTo(Verdict.FORGED);
  }

  /** A key is exchanged while forms that it signed are open, and while other instances sign so. */
  @Test
  void recognisesWhatAnyOfItsKeysSignedAndSignsWithTheFirst() {
    var both = forms(encoded(OTHER_KEY) + ", " + encoded(KEY));

    assertThat(both.check(ticket, BUYER, Offer.Kind.MIGRATION)).isEqualTo(Verdict.GENUINE);
    var issued = both.issue(BUYER, Offer.Kind.MIGRATION);
    assertThat(forms(encoded(OTHER_KEY)).check(issued, BUYER, Offer.Kind.MIGRATION))
        .isEqualTo(Verdict.GENUINE);
    assertThat(check(issued)).isEqualTo(Verdict.FORGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "c2hvcnQ=", "no base 64", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=,"})
  void needsWholeKeys(String keys) {
    assertThatThrownBy(() -> new FormSettings(keys))
        .isInstanceOf(UnsafeSetting.class)
        .hasMessageContaining("FORM_SIGNING_KEY");
  }

  @Test
  void expiresAfterADay() {
    var day = NOON.plus(Duration.ofHours(24));
    assertThat(at(day).check(ticket, BUYER, Offer.Kind.MIGRATION)).isEqualTo(Verdict.GENUINE);
    assertThat(at(day.plusSeconds(1)).check(ticket, BUYER, Offer.Kind.MIGRATION))
        .isEqualTo(Verdict.EXPIRED);
  }

  private static Verdict check(FormTicket ticket) {
    return at(NOON).check(ticket, BUYER, Offer.Kind.MIGRATION);
  }

  private static SignedForms at(Instant time) {
    return new SignedForms(
        new Signatures(new FormSettings(encoded(KEY))), Clock.fixed(time, ZoneOffset.UTC));
  }

  private static SignedForms forms(String keys) {
    return new SignedForms(
        new Signatures(new FormSettings(keys)), Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private static String encoded(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }
}
