package licensing.purchase;

import static licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes.ATTENTION;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import licensing.license.Licenses;
import licensing.payment.Payments;
import licensing.purchase.message.Refusal;
import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;

/**
 * How each activity is called and why it is retried so. What fails is tried a few times at once;
 * then a person is told why, and the server goes on trying for as long as it takes, which costs the
 * history nothing. Whoever knows that another try is worth while wakes it: it begins anew at once.
 */
final class ActivityCalls {

  private static final Duration DATABASE_ANSWERS = Duration.ofSeconds(10);
  private static final int QUICK_TRIES = 3;

  private final ProcessState state;
  private final Timeouts waits;
  private long said;

  ActivityCalls(ProcessState state) {
    this.state = state;
    this.waits = state.start.waits();
  }

  /**
   * Once only: whatever goes wrong with a sale is looked up. The heartbeat tells of a dead worker
   * long before the platform's own limit is over.
   */
  Payments once(String summary) {
    return payments(summary, retries().setMaximumAttempts(1));
  }

  Payments quickly(String summary) {
    return payments(summary, retries().setMaximumAttempts(QUICK_TRIES));
  }

  Payments insistently(String summary) {
    return payments(summary, retries());
  }

  /** Repeats a call of the platform until it has an answer. */
  <R> R keepAsking(String summary, Attention attention, Func1<Payments, R> call) {
    return Objects.requireNonNull(
        keepTrying(
            attention,
            () -> call.apply(quickly(summary)),
            () -> call.apply(insistently(summary)),
            () -> false));
  }

  /**
   * Repeats what makes a license work or not work until it has an answer, first as a local
   * activity: one small transaction, which costs one event.
   *
   * @param enough whether it is tried no longer
   * @return null where that came first
   */
  <R> @Nullable R keepLicensing(String summary, Func1<Licenses, R> call, Supplier<Boolean> enough) {
    return keepTrying(
        Attention.ACTIVATION_FAILING,
        () -> call.apply(Workflow.newLocalActivityStub(Licenses.class, local(summary))),
        () -> call.apply(Workflow.newActivityStub(Licenses.class, database(summary))),
        enough);
  }

  private <R> @Nullable R keepTrying(
      Attention attention, Func<R> quickly, Func<R> insistently, Supplier<Boolean> enough) {
    R answer;
    try {
      answer = quickly.apply();
    } catch (ActivityFailure failure) {
      attention(attention, reason(failure));
      answer = untilAnswered(insistently, enough);
    }
    noAttention(attention);
    return answer;
  }

  /**
   * Calls what the server retries without end, and begins it anew whenever it is woken: a try that
   * is under way then is left to itself, which the rows of the purchase can bear.
   *
   * @param enough whether it is waited for no longer
   * @return null where that came first
   */
  <R> @Nullable R untilAnswered(Func<R> call, Supplier<Boolean> enough) {
    while (!enough.get()) {
      int seen = state.wakes;
      Tried<R> tried = new Tried<>(call);
      Workflow.await(() -> tried.answer.isCompleted() || state.wakes != seen || enough.get());
      if (tried.answer.isCompleted()) {
        return tried.answer.get();
      }
      tried.leave();
    }
    return null;
  }

  private static final class Tried<R> {
    private final CancellationScope scope;
    private final Promise<R> answer;

    Tried(Func<R> call) {
      var begun =
          new Object() {
            @Nullable Promise<R> answer;
          };
      scope = Workflow.newCancellationScope(() -> begun.answer = Async.function(call));
      scope.run();
      answer = Objects.requireNonNull(begun.answer, "the scope has run");
    }

    void leave() {
      // What comes of it is of no interest any more, a failure either.
      answer.handle((late, failure) -> null);
      scope.cancel("tried anew");
    }
  }

  /** Something happened that makes another try worth while. */
  void wake() {
    state.wakes++;
  }

  /** Writes into the records, however long the database is away. */
  <R extends @Nullable Object> R write(String summary, Func1<Purchases, R> write) {
    try {
      return apart(
          () -> write.apply(Workflow.newLocalActivityStub(Purchases.class, local(summary))));
    } catch (ActivityFailure failure) {
      if (isForGood(failure)) {
        throw failure;
      }
      return write.apply(Workflow.newActivityStub(Purchases.class, database(summary)));
    }
  }

  /**
   * In a scope that goes with the call: what is called in another one is kept in memory, with its
   * arguments, for as long as a purchase waits. Nobody cancels it, as nobody cancels the purchase.
   */
  private static <R extends @Nullable Object> R apart(Func<R> call) {
    List<R> answer = new ArrayList<>(1);
    Workflow.newDetachedCancellationScope(() -> answer.add(call.apply())).run();
    return answer.getFirst();
  }

  /** Whether what was to be recorded never can be. */
  static boolean isForGood(ActivityFailure failure) {
    return isOf(failure, Purchases.CANNOT_BE_RECORDED)
        || isOf(failure, Purchases.NOT_ALLOWED_TO_BUY);
  }

  /** What the buyer is told of that. */
  static Refusal refusal(ActivityFailure forGood) {
    return isOf(forGood, Purchases.NOT_ALLOWED_TO_BUY)
        ? Refusal.NOT_ALLOWED_TO_BUY
        : Refusal.CANNOT_BE_RECORDED;
  }

  private static boolean isOf(ActivityFailure failure, String type) {
    return failure.getCause() instanceof ApplicationFailure cause && cause.getType().equals(type);
  }

  /** Asks for a person: said in Temporal and in the records, and again where the reason changed. */
  void attention(Attention raised, String why) {
    Attention before = state.attention();
    boolean isNews =
        !why.equals(state.why) || raised != (raised.isLasting() ? before : state.trouble);
    state.why = why;
    if (raised.isLasting()) {
      state.lasting = raised;
      state.whyLasting = why;
    } else {
      state.trouble = raised;
    }
    state.tell();
    if (isNews) {
      searchable(before);
      note("ask a person to look: " + raised.label(), raised, why);
    }
  }

  /** Takes the request back when its cause is over; what lasts stays said. */
  void noAttention(Attention over) {
    if (state.trouble == over) {
      Attention before = state.attention();
      state.trouble = null;
      state.tell();
      searchable(before);
      note("note that nobody needs to look", null, "it came right by itself");
    }
  }

  private void searchable(@Nullable Attention before) {
    Attention now = state.attention();
    if (now != before) {
      Workflow.upsertTypedSearchAttributes(
          now == null ? ATTENTION.valueUnset() : ATTENTION.valueSet(now.label()));
    }
  }

  private void note(String summary, @Nullable Attention attention, String why) {
    // By the time, so that after a reset what is said is newer than what was said before.
    said = Math.max(said + 1, Workflow.currentTimeMillis());
    long sequence = said;
    PurchaseId purchase = state.start.purchase();
    this.<@Nullable Void>write(
        summary,
        purchases -> {
          purchases.noteAttention(purchase, sequence, attention, why);
          return null;
        });
  }

  private Payments payments(String summary, RetryOptions.Builder retries) {
    return Workflow.newActivityStub(
        Payments.class,
        ActivityOptions.newBuilder()
            .setSummary(summary)
            .setTaskQueue(Payments.TASK_QUEUE)
            // The platform's own limit, and time to write down what it answered.
            .setStartToCloseTimeout(waits.platformLimit().plus(DATABASE_ANSWERS))
            .setHeartbeatTimeout(waits.heartbeat())
            .setRetryOptions(retries.build())
            .build());
  }

  private ActivityOptions database(String summary) {
    return ActivityOptions.newBuilder()
        .setSummary(summary)
        .setStartToCloseTimeout(DATABASE_ANSWERS)
        .setRetryOptions(retries().build())
        .build();
  }

  /**
   * A record is one small transaction. Two tries only, since a local activity that keeps timing out
   * can stick (sdk-java#3005); what was written is in the arguments of the message already.
   */
  private static LocalActivityOptions local(String summary) {
    return LocalActivityOptions.newBuilder()
        .setSummary(summary)
        .setStartToCloseTimeout(Duration.ofSeconds(2))
        .setScheduleToCloseTimeout(Duration.ofSeconds(4))
        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build())
        .setDoNotIncludeArgumentsIntoMarker(true)
        .build();
  }

  private RetryOptions.Builder retries() {
    return RetryOptions.newBuilder()
        .setInitialInterval(waits.firstRetry())
        .setMaximumInterval(waits.longestRetry());
  }

  /** What went wrong, in one line and without class names. */
  static String reason(ActivityFailure failure) {
    return switch (failure.getCause()) {
      case ApplicationFailure application -> inOurWords(application);
      case TimeoutFailure timeout -> "no answer in time";
      case null, default -> "it was interrupted";
    };
  }

  /** If it has none, the innermost cause tells more than what libraries say around it. */
  private static String inOurWords(ApplicationFailure failure) {
    ApplicationFailure cause = failure;
    while (!cause.getType().startsWith("licensing.")
        && cause.getCause() instanceof ApplicationFailure deeper) {
      cause = deeper;
    }
    String message = Objects.requireNonNullElse(cause.getOriginalMessage(), "");
    return message.lines().findFirst().orElse(cause.getType());
  }
}
