package licensing.web.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import licensing.buyer.Buyer;
import licensing.buyer.OrganizationId;
import licensing.edge.PlatformNotifications;
import licensing.edge.SubmittedPayments;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.purchase.message.ConfirmRedirect;
import licensing.purchase.message.PaymentSubmitted;
import licensing.purchase.message.PlatformReported;
import licensing.purchase.message.Subscribe;
import licensing.web.PageFixtures;
import licensing.web.process.Answer;
import licensing.web.process.Delivery;
import licensing.web.process.PurchaseProcesses;
import licensing.web.process.SupportAction;
import org.junit.jupiter.api.Test;

class RelayTest {

  private static final PurchaseId PURCHASE = PageFixtures.PURCHASE;
  private static final Buyer BUYER = PageFixtures.BUYER.buyer();

  private final KeptPayments payments = new KeptPayments();
  private final KeptNotifications notifications = new KeptNotifications();
  private final Reports reports = new Reports();
  private final Relay relay = new Relay(payments, notifications, reports);

  @Test
  void reportsWhatWasKeptAndNotesIt() {
    payments.unreported.add(new SubmittedPayments.Unreported(PURCHASE, BUYER, 1));
    notifications.unreported.add(
        new PlatformNotifications.Unreported(
            "7", PURCHASE, BUYER.organization(), "dispute_opened"));

    relay.run();

    assertThat(reports.sent)
        .containsExactly(
            new PaymentSubmitted(BUYER, 1), new PlatformReported("7", "dispute_opened"));
    assertThat(payments.reported).containsExactly(1);
    assertThat(notifications.reported).containsExactly("7: to be read again");
  }

  @Test
  void keepsWhatTemporalDidNotAcknowledge() {
    payments.unreported.add(new SubmittedPayments.Unreported(PURCHASE, BUYER, 1));
    notifications.unreported.add(
        new PlatformNotifications.Unreported("7", PURCHASE, BUYER.organization(), "check"));
    reports.delivery = Delivery.NOT_CONFIRMED;

    relay.run();

    assertThat(payments.reported).isEmpty();
    assertThat(notifications.reported).isEmpty();
  }

  @Test
  void onePurchaseThatDoesNotAnswerKeepsNoOtherWaiting() {
    for (int attempt = 1; attempt <= 5; attempt++) {
      payments.unreported.add(new SubmittedPayments.Unreported(PURCHASE, BUYER, attempt));
    }
    reports.deaf.add(new PaymentSubmitted(BUYER, 1));

    relay.run();
    assertThat(payments.reported).containsExactly(2, 3, 4, 5);

    reports.sent.clear();
    reports.delivery = Delivery.NOT_CONFIRMED;
    relay.run();
    assertThat(reports.sent).hasSize(3);
  }

  @Test
  void notesThatAPaymentHasNobodyToBeReportedToAndKeepsANotification() {
    payments.unreported.add(new SubmittedPayments.Unreported(PURCHASE, BUYER, 1));
    notifications.unreported.add(
        new PlatformNotifications.Unreported("7", PURCHASE, BUYER.organization(), "check"));
    reports.delivery = Delivery.NOBODY_THERE;

    relay.run();

    assertThat(payments.reported).containsExactly(1);
    assertThat(notifications.reported).isEmpty();
  }

  @Test
  void aFailingStoreOfPaymentsKeepsNoNotificationWaiting() {
    payments.failing = true;
    notifications.unreported.add(
        new PlatformNotifications.Unreported("7", PURCHASE, BUYER.organization(), "check"));

    relay.run();

    assertThat(notifications.reported).hasSize(1);
  }

  private static final class KeptPayments implements SubmittedPayments {

    private final List<Unreported> unreported = new ArrayList<>();
    private final List<Integer> reported = new ArrayList<>();
    private boolean failing;

    @Override
    public Answer handIn(PurchaseId purchase, int attempt, String secret, String device) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Unreported> claimUnreported(int limit) {
      if (failing) {
        throw new IllegalStateException("no database");
      }
      return unreported;
    }

    @Override
    public void reported(PurchaseId purchase, int attempt) {
      reported.add(attempt);
    }
  }

  private static final class KeptNotifications implements PlatformNotifications {

    private final List<Unreported> unreported = new ArrayList<>();
    private final List<String> reported = new ArrayList<>();

    @Override
    public Receipt receive(String signature, String payload) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> answer(String challenge) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Unreported> claimUnreported(int limit) {
      return unreported;
    }

    @Override
    public void reported(String notification, String how) {
      reported.add(notification + ": " + how);
    }
  }

  private static final class Reports implements PurchaseProcesses {

    private final List<Object> sent = new ArrayList<>();
    private final Set<Object> deaf = new HashSet<>();
    private Delivery delivery = Delivery.ACKNOWLEDGED;

    @Override
    public Answer<Subscription> subscribe(PurchaseId purchase, Subscribe order) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Answer<PaymentAttempt> confirmRedirect(PurchaseId purchase, ConfirmRedirect message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Answer<PurchaseId> withdraw(PurchaseId purchase, Buyer buyer, long versionSeen) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Answer<PurchaseId> act(PurchaseId purchase, SupportAction action) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Answer<PurchaseId> actAfterTheEnd(
        PurchaseId purchase, OrganizationId organization, SupportAction action) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Delivery paymentSubmitted(PurchaseId purchase, PaymentSubmitted report) {
      sent.add(report);
      return deaf.contains(report) ? Delivery.NOT_CONFIRMED : delivery;
    }

    @Override
    public Delivery platformReported(
        PurchaseId purchase, OrganizationId organization, PlatformReported report) {
      sent.add(report);
      return delivery;
    }
  }
}
