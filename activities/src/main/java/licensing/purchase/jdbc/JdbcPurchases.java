package licensing.purchase.jdbc;

import io.temporal.failure.ApplicationFailure;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import licensing.audit.AuditReport.Finding;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.db.PurchaseJournal;
import licensing.edge.BuyingRights;
import licensing.edge.BuyingRights.Limit;
import licensing.keys.SupportSignatures;
import licensing.license.jdbc.LicenseRows;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.terms.Terms.Consent;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component("purchases")
final class JdbcPurchases implements Purchases {

  private static final List<String> LASTING =
      Arrays.stream(Attention.values()).filter(Attention::isLasting).map(Attention::label).toList();

  private final JdbcClient database;
  private final AttemptStore attempts;
  private final LicenseRows licenses;
  private final PurchaseJournal journal;
  private final TransactionOperations transaction;
  private final SecondPerson secondPerson;
  private final SupportSignatures signatures;
  private final BuyingRights rights;

  JdbcPurchases(
      JdbcClient database,
      AttemptStore attempts,
      LicenseRows licenses,
      PurchaseJournal journal,
      TransactionOperations transaction,
      SecondPerson secondPerson,
      SupportSignatures signatures,
      BuyingRights rights) {
    this.database = database;
    this.attempts = attempts;
    this.licenses = licenses;
    this.journal = journal;
    this.transaction = transaction;
    this.secondPerson = secondPerson;
    this.signatures = signatures;
    this.rights = rights;
  }

  @Override
  public PurchaseOutcome.@Nullable Kind recordSubscription(Subscription subscription) {
    Optional<Limit> against;
    try {
      against = record(subscription);
    } catch (DataIntegrityViolationException gone) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the buyer or the organization is no longer known", CANNOT_BE_RECORDED);
    }
    against.ifPresent(
        limit -> {
          throw ApplicationFailure.newNonRetryableFailure(
              "they " + limit.words(subscription.total()), NOT_ALLOWED_TO_BUY);
        });
    return recordedEnd(subscription.purchase());
  }

  /** Who may buy is asked of an order that is not recorded yet: then it is decided for good. */
  private Optional<Limit> record(Subscription subscription) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              journal.lock(subscription.purchase());
              Optional<Limit> against =
                  isRecorded(subscription.purchase()) ? Optional.empty() : limit(subscription);
              if (against.isEmpty() && addPurchase(subscription) + addConsent(subscription) > 0) {
                journal.changed(subscription.purchase());
              }
              return against;
            }));
  }

  private boolean isRecorded(PurchaseId purchase) {
    return database
        .sql("select exists (select from purchases where id = ?)")
        .param(purchase.value())
        .query((row, index) -> row.getBoolean(1))
        .single();
  }

  private Optional<Limit> limit(Subscription subscription) {
    rights.hold(subscription.buyer().organization());
    return rights.against(
        subscription.purchase(),
        subscription.buyer(),
        subscription.offer().kind(),
        subscription.quantity(),
        subscription.total());
  }

  @Override
  public PurchaseOutcome.@Nullable Kind openAttempt(
      PaymentAttempt attempt, @Nullable Instant payBefore) {
    if (payBefore != null) {
      journal.change(
          attempt.purchase(), () -> extendDeadline(attempt.purchase().value(), payBefore));
    }
    attempts.open(attempt);
    return recordedEnd(attempt.purchase());
  }

  @Override
  public AttemptClosing closeAttempt(PaymentAttempt attempt, boolean neverTaken) {
    return attempts.close(attempt, neverTaken)
        ? AttemptClosing.CLOSED
        : AttemptClosing.PAYMENT_SUBMITTED;
  }

  @Override
  public PurchaseOutcome.@Nullable Kind end(PurchaseId purchase, PurchaseOutcome outcome) {
    journal.change(
        purchase,
        () -> {
          // No page may take a payment for a purchase that nobody waits for any more.
          attempts.closeAll(purchase);
          return journal.end(purchase, outcome.kind(), reason(outcome));
        });
    PurchaseOutcome.Kind recorded = recordedEnd(purchase);
    return recorded == outcome.kind() ? null : recorded;
  }

  @Override
  public void noteAttention(
      PurchaseId purchase, long sequence, @Nullable Attention attention, String why) {
    UUID id = purchase.value();
    journal.change(
        purchase,
        () ->
            isNewest(id, sequence)
                ? switch (attention) {
                  case null -> noteTrouble(id, null, null);
                  case Attention lasting when lasting.isLasting() -> noteLasting(id, lasting, why);
                  default -> noteTrouble(id, attention.label(), why);
                }
                : 0);
  }

  /** Whether nothing newer was said yet. */
  private boolean isNewest(UUID id, long sequence) {
    return database
            .sql(
                """
                update purchases set attention_sequence = :sequence
                where id = :id and attention_sequence < :sequence
                """)
            .param("id", id)
            .param("sequence", sequence)
            .update()
        == 1;
  }

  /**
   * What lasts is said over whatever the process has trouble with. Lost money is the graver of the
   * two.
   */
  private int noteLasting(UUID id, Attention attention, String why) {
    return database
        .sql(
            """
            update purchases set attention = :attention, attention_reason = :why
            where id = :id and (attention, attention_reason) is distinct from (:attention, :why)
              and (coalesce(attention, '') not in (:lasting) or :attention = 'money-lost')
            """)
        .param("id", id)
        .param("attention", attention.label())
        .param("why", why)
        .param("lasting", LASTING)
        .update();
  }

  /** Said at once, or underneath what lasts until that is settled. */
  private int noteTrouble(UUID id, @Nullable String trouble, @Nullable String why) {
    return database
        .sql(
            """
            update purchases set trouble = :trouble, trouble_reason = :why,
              attention = case when attention in (:lasting) then attention else :trouble end,
              attention_reason =
                case when attention in (:lasting) then attention_reason else :why end
            where id = :id
              and ((trouble, trouble_reason) is distinct from (:trouble, :why)
                or coalesce(attention, '') not in (:lasting)
                  and (attention, attention_reason) is distinct from (:trouble, :why))
            """)
        .param("id", id)
        .param("trouble", trouble, Types.VARCHAR)
        .param("why", why, Types.VARCHAR)
        .param("lasting", LASTING)
        .update();
  }

  @Override
  public @Nullable Rejection recordSupport(PurchaseId purchase, SupportCommand command) {
    UUID id = purchase.value();
    SupportRequest request = command.request();
    return transaction.execute(
        status -> {
          journal.lock(purchase);
          if (isNoted(id, command.words(), request)) {
            return null; // A repetition: what followed has followed.
          }
          Rejection rejection = rejection(id, command);
          if (rejection != null) {
            return rejection;
          }
          MoneyDecision proposed =
              command instanceof SupportCommand.Propose(var _, MoneyDecision decision)
                  ? decision
                  : null;
          if (addSupportAction(id, command.words(), request, proposed) != 1) {
            return new Rejection(Refusal.CHANGED_SINCE, between(id, request.versionSeen()));
          }
          follow(purchase, command);
          journal.changed(purchase);
          return null;
        });
  }

  private void follow(PurchaseId purchase, SupportCommand command) {
    UUID id = purchase.value();
    if (command instanceof SupportCommand.ExtendDeadline(var _, Instant payBefore)) {
      extendDeadline(id, payBefore);
    } else if (command instanceof SupportCommand.MarkAsSettled) {
      settleAttention(id);
      closeFinding(id);
    } else if (command instanceof SupportCommand.Reinstate) {
      licenses.reinstate(purchase);
      settleAttention(id);
    } else if (command instanceof SupportCommand.Suspend) {
      licenses.suspend(purchase, LicenseRows.BY_SUPPORT + command.request().reason());
      settleAttention(id);
      closeFinding(id);
    }
  }

  /** It is decided what becomes of the license: audits do not look at old purchases again. */
  private void closeFinding(UUID id) {
    database
        .sql(
            """
            update audit_findings set closed_at = now()
            where purchase = ? and kind = ? and closed_at is null
            """)
        .params(id.toString(), Finding.Kind.MONEY_GIVEN_BACK.label())
        .update();
  }

  /** Who may not ask for it, or not alone; null where they may. */
  private @Nullable Rejection rejection(UUID id, SupportCommand command) {
    if (signatures.areAskedFor()
        && !signatures.isSigned(new PurchaseId(id), command)
        && !isOfBulkRun(id, command)) {
      return new Rejection(Refusal.NOT_SIGNED, "it is not signed by the console");
    }
    UserId who = command.request().operatorId();
    Operator operator = who == null ? null : operator(id, who);
    if (operator == null) {
      return new Rejection(
          Refusal.NOT_OF_SUPPORT, "an action names its operator by the id of a user of support");
    }
    boolean dear = price(id).filter(secondPerson::isNeededFor).isPresent();
    if (command.concernsMoney() && (operator.own() || dear && operator.ofTheirOrganization())) {
      return new Rejection(
          Refusal.OWN_PURCHASE,
          operator.own()
              ? "nobody decides about the money of a purchase of their own"
              : "another organization's support decides about so much money");
    }
    if (MoneyDecision.REINSTATING.equals(command.decision())
        && !licenses.isSuspended(new PurchaseId(id))) {
      return new Rejection(Refusal.NOT_SUSPENDED, "no license of it is suspended");
    }
    if (MoneyDecision.SUSPENDING.equals(command.decision())
        && !licenses.worksWithoutMoney(new PurchaseId(id))) {
      return new Rejection(
          Refusal.NOTHING_TO_SUSPEND, "no license of it works whose money is known to be gone");
    }
    if (command.decides() != null
        && dear
        && !isProposedByAnother(id, command.words(), operator.id())) {
      return new Rejection(
          Refusal.SECOND_PERSON_NEEDED, "nobody else has proposed to " + command.words());
    }
    if (command instanceof SupportCommand.WithdrawProposal(var _, MoneyDecision decision)
        && !isProposedBy(id, decision.words(), operator.id())) {
      return new Rejection(
          Refusal.NOTHING_PROPOSED, "nothing stands that they proposed to " + decision.words());
    }
    return null;
  }

  /** What a run asks is signed with the run, which is in the rows only if it was. */
  private boolean isOfBulkRun(UUID id, SupportCommand command) {
    return database
        .sql(
            """
            select exists (
              select from bulk_runs join bulk_targets on bulk_id = id
              where purchase_id = :purchase and ended_at is null and operator_id = :operator
                and replace(lower(action), '_', ' ') = :action
                and 'bulk ' || id || ': ' || reason = :reason)
            """)
        .param("purchase", id)
        .param("operator", id(command.request()), Types.OTHER)
        .param("action", command.words())
        .param("reason", command.request().reason())
        .query(Boolean.class)
        .single();
  }

  /** Null for who is nobody of support. */
  private @Nullable Operator operator(UUID id, UserId who) {
    return database
        .sql(
            """
            select person.id, coalesce(purchase.user_id = person.id, false) as own,
              coalesce(purchase.organization_id = person.organization_id, false)
                as of_their_organization
            from users person left join purchases purchase on purchase.id = ?
            where person.id = ? and is_support(person.id)
            """)
        .params(id, who.value())
        .query(new SimplePropertyRowMapper<>(Operator.class))
        .optional()
        .orElse(null);
  }

  /**
   * Only where the version that was seen is the newest.
   *
   * @param proposed null for what is done and not proposed
   */
  private int addSupportAction(
      UUID id, String action, SupportRequest request, @Nullable MoneyDecision proposed) {
    return database
        .sql(
            """
            insert into support_actions (
              purchase_id, action, version_seen, operator, operator_id, reason, acted_at, proposes,
              reference)
            select id, :action, version, :operator, :operatorId, :reason, clock_timestamp(), :proposes,
              :reference
            from purchases where id = :id and version = :version
            on conflict do nothing
            """)
        .param("id", id)
        .param("action", action)
        .param("version", request.versionSeen())
        // The name is in the table of users, where it can be erased.
        .param("operator", String.valueOf(id(request)))
        .param("operatorId", id(request), Types.OTHER)
        .param("reason", request.reason())
        .param("proposes", proposed == null ? null : proposed.action().name(), Types.VARCHAR)
        .param("reference", proposed == null ? null : proposed.reference(), Types.VARCHAR)
        .update();
  }

  private boolean isNoted(UUID id, String action, SupportRequest request) {
    return database
        .sql(
            """
            select exists (
              select from support_actions
              where purchase_id = :id and action = :action and version_seen = :seen
                and operator_id is not distinct from :operatorId
                and (operator_id is not null or operator = :operator) and reason = :reason)
            """)
        .param("id", id)
        .param("action", action)
        .param("seen", request.versionSeen())
        .param("operatorId", id(request), Types.OTHER)
        .param("operator", request.operator())
        .param("reason", request.reason())
        .query((row, index) -> row.getBoolean(1))
        .single();
  }

  private static @Nullable UUID id(SupportRequest request) {
    return request.operatorId() == null ? null : request.operatorId().value();
  }

  private boolean isProposedBy(UUID id, String action, UserId operator) {
    return database
        .sql(
            """
            select exists (
              select from standing_proposals
              where purchase_id = ? and action = ? and operator_id = ?)
            """)
        .params(id, action, operator.value())
        .query((row, index) -> row.getBoolean(1))
        .single();
  }

  private boolean isProposedByAnother(UUID id, String action, UserId operator) {
    return database
        .sql(
            """
            select exists (
              select from standing_proposals
              where purchase_id = ? and action = ? and operator_id <> ?)
            """)
        .params(id, action, operator.value())
        .query((row, index) -> row.getBoolean(1))
        .single();
  }

  /** What was faster than an action on that version. */
  private String between(UUID purchase, long versionSeen) {
    return database
        .sql(
            """
            select operator || ' was faster: ' || action from support_actions
            where purchase_id = ? and version_seen = ?
            """)
        .params(purchase, versionSeen)
        .query((row, index) -> row.getString(1))
        .optional()
        .orElse("the purchase moved on");
  }

  /** Of what outlasts the process, and which only a person ends. */
  private void settleAttention(UUID id) {
    database
        .sql(
            """
            update purchases set attention = trouble, attention_reason = trouble_reason
            where id = :id and attention in (:lasting)
            """)
        .param("id", id)
        .param("lasting", LASTING)
        .update();
  }

  private int extendDeadline(UUID id, Instant payBefore) {
    return database
        .sql(
            """
            update purchases set pay_before = :payBefore
            where id = :id and outcome is null and pay_before < :payBefore
            """)
        .param("id", id)
        .param("payBefore", Columns.time(payBefore))
        .update();
  }

  private int addPurchase(Subscription subscription) {
    Offer offer = subscription.offer();
    return database
        .sql(
            """
            insert into purchases (
              id, organization_id, user_id, offer_kind, unit_price, currency, period_days,
              minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity, auto_renew,
              total, subscribed_at, pay_before, step, test)
            values (
              :id, :organization, :user, :kind, :unitPrice, :currency, :periodDays,
              :minimum, :maximum, :selectable, :quantity, :autoRenew,
              :total, :subscribedAt, :payBefore, 'CONFIRM_REDIRECT',
              coalesce((select test from organizations where id = :organization), false))
            on conflict do nothing
            """)
        .param("id", subscription.purchase().value())
        .param("organization", subscription.buyer().organization().value())
        .param("user", subscription.buyer().user().value())
        .param("kind", offer.kind().name())
        .param("unitPrice", offer.unitPrice().amount())
        .param("currency", offer.unitPrice().currency().getCurrencyCode())
        .param("periodDays", offer.periodDays())
        .param("minimum", offer.minimumQuantity())
        .param("maximum", offer.maximumQuantity())
        .param("selectable", offer.autoRenewalSelectable())
        .param("quantity", subscription.quantity())
        .param("autoRenew", subscription.autoRenew())
        .param("total", subscription.total().amount())
        .param("subscribedAt", Columns.time(subscription.subscribedAt()))
        .param("payBefore", Columns.time(subscription.payBefore()))
        .update();
  }

  private int addConsent(Subscription subscription) {
    Consent consent = subscription.consent();
    return database
        .sql(
            """
            insert into consents (purchase_id, user_id, terms_version, text_hash, locale, given_at)
            values (:id, :user, :version, :hash, :locale, :givenAt)
            on conflict do nothing
            """)
        .param("id", subscription.purchase().value())
        .param("user", subscription.buyer().user().value())
        .param("version", consent.termsVersion().value())
        .param("hash", consent.textHash())
        .param("locale", consent.locale())
        .param("givenAt", Columns.time(consent.givenAt()))
        .update();
  }

  private Optional<Money> price(UUID id) {
    return database
        .sql("select total, currency from purchases where id = ?")
        .param(id)
        .query((row, index) -> new Columns(row).money("total"))
        .optional();
  }

  private PurchaseOutcome.@Nullable Kind recordedEnd(PurchaseId purchase) {
    return database
        .sql("select outcome from purchases where id = ? and outcome is not null")
        .param(purchase.value())
        .query((row, index) -> PurchaseOutcome.Kind.valueOf(row.getString(1)))
        .optional()
        .orElse(null);
  }

  private static @Nullable String reason(PurchaseOutcome outcome) {
    return switch (outcome) {
      case PurchaseOutcome.Licensed licensed -> null;
      case PurchaseOutcome.Withdrawn withdrawn -> null;
      case PurchaseOutcome.Lapsed lapsed -> lapsed.during().words();
      case PurchaseOutcome.Declined declined -> declined.lastReason();
      case PurchaseOutcome.GivenBack givenBack -> givenBack.reason() + ": " + givenBack.how();
      case PurchaseOutcome.Suspended suspended -> suspended.reason();
      case PurchaseOutcome.EndedBefore before -> null;
    };
  }

  /**
   * A user of support, beside a purchase.
   *
   * @param own whether they bought it
   * @param ofTheirOrganization whether their organization did
   */
  private record Operator(UserId id, boolean own, boolean ofTheirOrganization) {}

  /**
   * Whether what support does with money needs a second person.
   *
   * @param above up to which amount of each currency one person is enough, such as "500.00 USD,
   *     450.00 EUR"; for a currency that is not listed no amount is; empty where one always is
   */
  @ConfigurationProperties("second-person")
  record SecondPerson(@DefaultValue("") String above) {

    SecondPerson {
      limits(above);
    }

    boolean isNeededFor(Money total) {
      Map<Currency, Money> limits = limits(above);
      Money limit = limits.get(total.currency());
      return limit == null ? !limits.isEmpty() : total.amount().compareTo(limit.amount()) > 0;
    }

    private static Map<Currency, Money> limits(String listed) {
      try {
        return Arrays.stream(listed.split(","))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(Money::parse)
            .collect(Collectors.toUnmodifiableMap(Money::currency, Function.identity()));
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw new IllegalArgumentException(
            "SECOND_PERSON_ABOVE names an amount of each currency once, like 500.00 USD, 450.00 EUR;"
                + " this is none: \""
                + listed
                + "\"",
            e);
      }
    }
  }
}
