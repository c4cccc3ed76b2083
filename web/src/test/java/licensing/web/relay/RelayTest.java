package licensing.web.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import licensing.buyer.Buyer;
import licensing.edge.SubmittedPayments;
import licensing.payment.braintree.PlatformNotifications;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.web.PageFixtures;
import licensing.web.process.PurchaseProcesses;
import licensing.web.process.PurchaseProcesses.Delivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.stubbing.Answer;

class RelayTest {

  private static final PurchaseId PURCHASE = PageFixtures.PURCHASE;
  private static final Buyer BUYER = PageFixtures.BUYER.buyer();

  private final Queue<SubmittedPayments.Unreported> unreportedPayments = new ArrayDeque<>();
  private final Queue<PlatformNotifications.Unreported> unreportedNotifications =
      new ArrayDeque<>();
  private final SubmittedPayments payments = mock(SubmittedPayments.class);
  private final PlatformNotifications notifications = mock(PlatformNotifications.class);
  private final PurchaseProcesses processes = mock(PurchaseProcesses.class);
  private final Relay relay = new Relay(payments, notifications, processes);

  @BeforeEach
  void temporalAcknowledges() {
    given(payments.claimUnreported(anyInt())).willAnswer(claimedFrom(unreportedPayments));
    given(notifications.claimUnreported(anyInt())).willAnswer(claimedFrom(unreportedNotifications));
    acknowledged(Delivery.ACKNOWLEDGED);
  }

  @Test
  void reportsWhatWasKeptAndNotesIt() {
    unreportedPayments.add(new SubmittedPayments.Unreported(PURCHASE, BUYER, 1));
    unreportedNotifications.add(
        new PlatformNotifications.Unreported(
            "7", PURCHASE, BUYER.organization(), "dispute_opened"));

    relay.run();

    then(processes).should().paymentSubmitted(PURCHASE, new PaymentSubmitted(BUYER, 1));
    then(processes)
        .should()
        .platformReported(
            PURCHASE, BUYER.organization(), new PlatformReported("7", "dispute_opened"));
    then(payments).should().reported(PURCHASE, 1);
    then(notifications).should().reported("7", "to be read again");
  }

  @Test
  void keepsWhatTemporalDidNotAcknowledge() {
    unreportedPayments.add(new SubmittedPayments.Unreported(PURCHASE, BUYER, 1));
    unreportedNotifications.add(
        new PlatformNotifications.Unreported("7", PURCHASE, BUYER.organization(), "check"));
    acknowledged(Delivery.NOT_CONFIRMED);

    relay.run();

    then(payments).should(never()).reported(any(), anyInt());
    then(notifications).should(never()).reported(any(), any());
  }

  @Test
  void onePurchaseThatDoesNotAnswerKeepsNoOtherWaiting() {
    for (int attempt = 1; attempt <= 5; attempt++) {
      unreportedPayments.add(new SubmittedPayments.Unreported(PURCHASE, BUYER, attempt));
    }
    given(processes.paymentSubmitted(PURCHASE, new PaymentSubmitted(BUYER, 1)))
        .willReturn(Delivery.NOT_CONFIRMED);

    relay.run();

    for (int attempt = 2; attempt <= 5; attempt++) {
      then(payments).should().reported(PURCHASE, attempt);
    }
    then(payments).should(never()).reported(PURCHASE, 1);
  }

  @Test
  void aTemporalThatIsAwayIsNotAskedForAll() {
    for (int attempt = 1; attempt <= 5; attempt++) {
      unreportedPayments.add(new SubmittedPayments.Unreported(PURCHASE, BUYER, attempt));
    }
    acknowledged(Delivery.NOT_CONFIRMED);

    relay.run();

    then(processes).should(times(3)).paymentSubmitted(any(), any());
    // What was not tried is nobody's: the next round need not wait until a claim is over.
    assertThat(unreportedPayments).hasSize(2);
  }

  @Test
  void notesThatAPaymentHasNobodyToBeReportedToAndKeepsANotification() {
    unreportedPayments.add(new SubmittedPayments.Unreported(PURCHASE, BUYER, 1));
    unreportedNotifications.add(
        new PlatformNotifications.Unreported("7", PURCHASE, BUYER.organization(), "check"));
    acknowledged(Delivery.NOBODY_THERE);

    relay.run();

    then(payments).should().reported(PURCHASE, 1);
    then(notifications).should(never()).reported(any(), any());
  }

  @Test
  void aFailingStoreOfPaymentsKeepsNoNotificationWaiting() {
    given(payments.claimUnreported(anyInt())).willThrow(new IllegalStateException("no database"));
    unreportedNotifications.add(
        new PlatformNotifications.Unreported("7", PURCHASE, BUYER.organization(), "check"));

    relay.run();

    then(notifications).should().reported("7", "to be read again");
  }

  private void acknowledged(Delivery delivery) {
    given(processes.paymentSubmitted(any(), any())).willReturn(delivery);
    given(processes.platformReported(any(), any(), any())).willReturn(delivery);
  }

  /** What is claimed is nobody else's for a while. */
  private static <T> Answer<List<T>> claimedFrom(Queue<T> unreported) {
    return call ->
        Stream.generate(unreported::poll)
            .limit(Math.min(call.<Integer>getArgument(0), unreported.size()))
            .toList();
  }
}
