package licensing.purchase.status;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import org.jspecify.annotations.Nullable;

/**
 * Where a purchase is and what happens next. The process tells it in the Temporal UI, the console
 * to support and, in their words, to buyers: all of them ask this one function.
 *
 * @param trouble why a person should look, null where nobody needs to
 * @param next what happens by itself
 * @param deadline until when the buyer may pay, null where nobody is waited for
 * @param actions what support may do, in the order in which it is offered
 */
public record StatusSummary(
    PurchaseStatus status,
    @Nullable Attention trouble,
    NextStep next,
    @Nullable Instant deadline,
    List<SupportCommand.Action> actions) {

  /** Its words in every language: {@code status.*}, {@code why.*} and {@code next.*}. */
  public static final String MESSAGES = "licensing.purchase.status";

  private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(MESSAGES, Locale.ROOT);

  public static StatusSummary of(PurchaseState state) {
    return new StatusSummary(
        PurchaseStatus.of(state),
        state.attention(),
        NextStep.of(state),
        state.deadline(),
        Arrays.stream(SupportCommand.Action.values())
            .filter(action -> state.against(action) == null)
            .toList());
  }

  /** Why it is there: the name of its trouble, or else of its status, after {@code why.}. */
  public String why() {
    return trouble == null ? status.name() : trouble.name();
  }

  public boolean allows(SupportCommand.Action action) {
    return actions.contains(action);
  }

  /** What happens by itself, in English. */
  public String nextWords() {
    return ENGLISH.getString("next." + next);
  }

  /** Why it is there, in English. */
  public String whyWords() {
    return ENGLISH.getString("why." + why());
  }

  /** Where it is, in English. */
  public String statusWords() {
    return ENGLISH.getString("status." + status);
  }

  /** What a purchase does next by itself. */
  public enum NextStep {
    LAPSES_UNLESS_SUBSCRIBED,
    LAPSES_UNLESS_PAID,
    ASKS_FOR_THE_MONEY,
    ASKS_AGAIN,
    ASKS_ONCE_THE_KEYS_ARE_RIGHT,
    LOOKS_UP,
    OFFERS_ANOTHER_CARD,
    RECORDS_THE_END,
    ACTIVATES,
    ACTIVATES_AGAIN,
    CAPTURES,
    CAPTURES_AGAIN,
    GIVES_BACK,
    GIVES_BACK_AGAIN,
    NOTHING,
    /** The license stays suspended until a person settled it with the buyer. */
    WAITS_FOR_A_SETTLEMENT,
    /** A person answers the platform, or the platform reports again. */
    WAITS_FOR_AN_ANSWER;

    public static NextStep of(PurchaseState state) {
      Attention attention = state.attention();
      // What the platform reports keeps no open purchase from its way.
      return attention == null || (attention.isLasting() && state.isOpen())
          ? smoothly(PurchaseStatus.of(state), state.isOpen())
          : despite(attention);
    }

    private static NextStep smoothly(PurchaseStatus status, boolean open) {
      return switch (status) {
        case SUBSCRIBING -> LAPSES_UNLESS_SUBSCRIBED;
        case CONFIRM, AWAITING_PAYMENT -> LAPSES_UNLESS_PAID;
        case PROCESSING -> ASKS_FOR_THE_MONEY;
        case PLATFORM_DOWN -> ASKS_AGAIN;
        case CHECKING -> LOOKS_UP;
        case REFUSED -> OFFERS_ANOTHER_CARD;
        case ACTIVATING -> ACTIVATES;
        case GIVING_BACK -> GIVES_BACK;
        case CLOSING -> RECORDS_THE_END;
        case LICENSED -> open ? CAPTURES : NOTHING;
        case WITHDRAWN, LAPSED, DECLINED, GIVEN_BACK, SUSPENDED, TAKEN_BACK -> NOTHING;
      };
    }

    private static NextStep despite(Attention attention) {
      return switch (attention) {
        case PAYMENT_UNKNOWN -> LOOKS_UP;
        case PLATFORM_UNREACHABLE -> ASKS_AGAIN;
        case PLATFORM_REFUSES_US -> ASKS_ONCE_THE_KEYS_ARE_RIGHT;
        case ACTIVATION_FAILING -> ACTIVATES_AGAIN;
        case CAPTURE_FAILING -> CAPTURES_AGAIN;
        case RELEASE_FAILING -> GIVES_BACK_AGAIN;
        case MONEY_LOST -> WAITS_FOR_A_SETTLEMENT;
        case PLATFORM_REPORT -> WAITS_FOR_AN_ANSWER;
      };
    }
  }

  /** Where a purchase is, in the buyer's eyes. */
  public enum PurchaseStatus {
    /** The form was sent, and it is not known yet whether it holds. */
    SUBSCRIBING,
    /** Subscribed to; the prompt asks whether to go to the payment platform. */
    CONFIRM,
    /** The payment page takes a card. */
    AWAITING_PAYMENT,
    /** A payment was handed in. */
    PROCESSING,
    /** A payment was handed in, and the platform provably has not taken it yet. */
    PLATFORM_DOWN,
    /** Nobody here knows yet what became of a payment. */
    CHECKING,
    /** The last card was refused; the next may be tried in a moment. */
    REFUSED,
    /** Paid; the license is about to work. */
    ACTIVATING,
    /** Paid, and no license is to be had: the money is about to go back. */
    GIVING_BACK,
    /** Closed before anything was charged; the end is about to be recorded. */
    CLOSING,
    LICENSED,
    WITHDRAWN,
    LAPSED,
    DECLINED,
    GIVEN_BACK,
    SUSPENDED,
    /** Licensed once; the money went away later, and with it the license. */
    TAKEN_BACK;

    private static final Set<PurchaseStatus> AT_REST =
        EnumSet.of(LICENSED, WITHDRAWN, LAPSED, DECLINED, GIVEN_BACK, SUSPENDED, TAKEN_BACK);

    public static PurchaseStatus of(PurchaseState state) {
      if (state.outcome() != null) {
        return ended(state.outcome(), state.suspended());
      }
      // The capture follows and keeps no buyer waiting.
      return state.delivered() ? LICENSED : open(state);
    }

    /** Whether nothing more is to come that a buyer would have to see. */
    public boolean isAtRest() {
      return AT_REST.contains(this);
    }

    private static PurchaseStatus open(PurchaseState state) {
      return switch (state.payment()) {
        case null -> state.step() == PurchaseStep.PRESENT_TERMS ? SUBSCRIBING : CONFIRM;
        case OPEN -> AWAITING_PAYMENT;
        case SUBMITTED -> submitted(state.attention());
        case CHARGING -> PROCESSING;
        case UNKNOWN -> CHECKING;
        case DECLINED, NOT_CHARGED -> REFUSED;
        case AUTHORIZED -> state.abandoned() ? GIVING_BACK : ACTIVATING;
        case CLOSED -> CLOSING;
      };
    }

    private static PurchaseStatus submitted(@Nullable Attention attention) {
      return attention == Attention.PLATFORM_UNREACHABLE
              || attention == Attention.PLATFORM_REFUSES_US
          ? PLATFORM_DOWN
          : PROCESSING;
    }

    private static PurchaseStatus ended(PurchaseOutcome.Kind outcome, boolean suspended) {
      return switch (outcome) {
        case LICENSED -> suspended ? TAKEN_BACK : LICENSED;
        case WITHDRAWN -> WITHDRAWN;
        case LAPSED -> LAPSED;
        case DECLINED -> DECLINED;
        case GIVEN_BACK -> GIVEN_BACK;
        case SUSPENDED -> suspended ? SUSPENDED : LICENSED;
      };
    }
  }
}
