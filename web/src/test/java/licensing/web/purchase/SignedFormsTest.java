package licensing.web.purchase;

import static org.assertj.core.api.Assertions.assertThat;

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
import licensing.web.purchase.SignedForms.FormSettings;
import licensing.web.purchase.SignedForms.FormTicket;
import licensing.web.purchase.SignedForms.Verdict;
import org.junit.jupiter.api.Test;

class SignedFormsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Buyer BUYER =
      new Buyer(new OrganizationId(UUID.randomUUID()), new UserId(UUID.randomUUID()));

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
    var other = new SignedForms(settings(new byte[32]), Clock.fixed(NOON, ZoneOffset.UTC));
    assertThat(other.check(ticket, BUYER, Offer.Kind.MIGRATION)).isEqualTo(Verdict.FORGED);
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
    var key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    return new SignedForms(settings(key), Clock.fixed(time, ZoneOffset.UTC));
  }

  private static FormSettings settings(byte[] key) {
    return new FormSettings(Base64.getEncoder().encodeToString(key));
  }
}
