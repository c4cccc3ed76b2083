package licensing.payment.braintree;

import com.braintreegateway.Dispute;
import com.braintreegateway.Transaction;
import com.braintreegateway.exceptions.AuthorizationException;
import com.braintreegateway.exceptions.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import licensing.payment.PaymentAttempt;
import licensing.payment.braintree.BraintreeClient.PlatformTrouble;
import licensing.paymentevent.GatewayPayment;
import licensing.paymentevent.GatewayPayment.PaymentEvent;
import licensing.purchase.PurchaseId;
import licensing.temporal.Heartbeats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the payment platform has, read again: what it does not answer is an exception with the
 * reason.
 */
@Component
public final class BraintreeLedger {

  private static final Logger LOG = LoggerFactory.getLogger(BraintreeLedger.class);

  /**
   * Days end elsewhere at another hour, and what is received on one may be shown on a later one.
   */
  private static final Duration SHOWN_LATE = Duration.ofDays(3);

  /** The platform's clock may be so much ahead of ours. */
  private static final Duration AHEAD = Duration.ofDays(1);

  /** Read of one search, so that what an audit costs has a limit. */
  private static final int MOST_DISPUTES = 200;

  private static final int MOST_REFUNDS = 200;

  private final BraintreeClient client;
  private final Settlement settlement;

  BraintreeLedger(BraintreeClient client, Settlement settlement) {
    this.client = client;
    this.settlement = settlement;
  }

  /** Empty for a payment that it does not know. */
  public Optional<GatewayPayment> of(String reference) {
    return Heartbeats.during(() -> PlatformTrouble.asking(() -> find(reference)));
  }

  /** Gives back a payment beside the adopted one, and keeps a record of it. Repeatable. */
  public void giveBack(PaymentAttempt attempt, GatewayPayment payment) {
    Heartbeats.during(
        () -> settlement.giveBackSurplus(attempt, payment.reference(), payment.amount()));
  }

  private Optional<GatewayPayment> find(String reference) {
    try {
      return Optional.of(client.withRefunds(client.find(reference)).toPayment());
    } catch (NotFoundException unknown) {
      return Optional.empty();
    }
  }

  /**
   * Every sale under an order of the purchase, however old: one search, and one for each refund.
   */
  public List<GatewayPayment> of(PurchaseId purchase) {
    return PlatformTrouble.asking(
        () ->
            client.search(purchase).stream()
                .filter(found -> !found.isRefund())
                .map(sale -> client.withRefunds(sale).toPayment())
                .toList());
  }

  /**
   * Sales under orders of ours that were created from then on, and earlier ones that were refunded
   * from then on, by whomever. Costs two searches, and one more request for each page of them; for
   * earlier ones another search, and a request for each of their refunds, up to a limit.
   *
   * @param now what is created while it is read may be left out
   */
  public List<GatewayPayment> movedSince(Instant from, Instant now) {
    return PlatformTrouble.asking(
        () ->
            moved(
                from.truncatedTo(ChronoUnit.SECONDS),
                now.plus(AHEAD).truncatedTo(ChronoUnit.SECONDS)));
  }

  /**
   * Refunds are few. Of the many sales no more is kept than what is compared: the platform's answer
   * about one has the size of a page of text.
   */
  private List<GatewayPayment> moved(Instant from, Instant to) {
    Map<String, List<GatewayTransaction>> refunds = new HashMap<>();
    client.created(
        Transaction.Type.CREDIT,
        from,
        to,
        refund -> {
          if (isOurs(refund)) {
            refunds.computeIfAbsent(refund.refundedId(), sale -> new ArrayList<>()).add(refund);
          }
        });
    Set<String> earlier = new TreeSet<>(refunds.keySet());
    List<GatewayPayment> payments = new ArrayList<>();
    client.created(
        Transaction.Type.SALE,
        from,
        to,
        sale -> {
          if (isOurs(sale)) {
            earlier.remove(sale.id());
            payments.add(with(refunds.getOrDefault(sale.id(), List.of()), sale).toPayment());
          }
        });
    earlier(earlier).forEach(sale -> payments.add(sale.toPayment()));
    return payments;
  }

  /** One that was refunded between the two searches is read again. */
  private GatewayTransaction with(List<GatewayTransaction> refunds, GatewayTransaction sale) {
    return refunds.size() == sale.transaction().getRefundIds().size()
        ? sale.with(refunds)
        : client.withRefunds(sale);
  }

  /** Their other refunds may be earlier as well. */
  private List<GatewayTransaction> earlier(Set<String> references) {
    if (references.size() > MOST_REFUNDS) {
      LOG.warn("of {} payments that were refunded {} are read", references.size(), MOST_REFUNDS);
    }
    List<String> read = references.stream().limit(MOST_REFUNDS).toList();
    return read.isEmpty()
        ? List.of()
        : client.named(read).stream().map(client::withRefunds).toList();
  }

  /** The merchant may sell other things as well, of which nothing is known here. */
  private static boolean isOurs(GatewayTransaction found) {
    return PaymentAttempt.purchaseOf(found.orderId()).isPresent();
  }

  /**
   * Disputes that were received or decided from then on, whatever they are about and however old
   * their payments are; a few earlier ones too, since the platform names days only. Costs two
   * searches of one request each, and one more request for each further page, up to a limit. None
   * where our keys may not search for them.
   */
  public List<PaymentEvent> disputesSince(Instant from) {
    LocalDate day = LocalDate.ofInstant(from.minus(SHOWN_LATE), ZoneOffset.UTC);
    return PlatformTrouble.asking(() -> disputes(day)).stream()
        .map(BraintreeLedger::event)
        .toList();
  }

  /** One that was received and decided since is found twice. */
  private Collection<Dispute> disputes(LocalDate since) {
    Map<String, Dispute> found = new LinkedHashMap<>();
    try {
      limited(client.disputesReceived(since, MOST_DISPUTES))
          .forEach(each -> found.put(each.getId(), each));
      limited(client.disputesChanged(since, MOST_DISPUTES))
          .forEach(each -> found.put(each.getId(), each));
    } catch (AuthorizationException closed) {
      // The platform opens disputes to some merchants only; all else can be compared.
      LOG.warn("our keys may not search for disputes: those whose reports are lost stay unknown");
    }
    return found.values();
  }

  private static List<Dispute> limited(List<Dispute> found) {
    if (found.size() == MOST_DISPUTES) {
      LOG.warn("of the disputes only {} were read", MOST_DISPUTES);
    }
    return found;
  }

  private static PaymentEvent event(Dispute dispute) {
    return GatewayTransaction.dispute(
        dispute, dispute.getTransaction().getId(), dispute.getTransaction().getOrderId());
  }
}
