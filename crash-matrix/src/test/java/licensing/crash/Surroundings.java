package licensing.crash;

import static licensing.crash.Activity.*;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import licensing.crash.Case.Disturbance;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Operation;
import licensing.platform.fault.Plan;
import licensing.platform.fault.Trigger;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** What the buyer, the platform and other people do while the worker lives and dies. */
final class Surroundings {

  private final Story story;
  private final PaymentAttempt first;
  private final Buying buying;
  private final PlatformBooks platform;
  private final AtomicBoolean played = new AtomicBoolean();
  private final AtomicBoolean prepared = new AtomicBoolean();
  private final List<Thread> sleepers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Disturbance armed;
  private volatile long plan;

  Surroundings(
      Story story, PurchaseId purchase, Money price, Buying buying, PlatformBooks platform) {
    this.story = story;
    this.first = new PaymentAttempt(purchase, 1, price);
    this.buying = buying;
    this.platform = platform;
  }

  /** The turns of the story, each once. */
  void before(String type) {
    switch (story) {
      case BUYS_UNHEARD -> once(prepared, AUTHORIZE, type, () -> spoil(new Fault.AnswerLost()));
      case BUYS_TWICE -> {
        once(prepared, AUTHORIZE, type, () -> spoil(new Fault.Status(503, Fault.Effect.NONE)));
        once(played, GIVE_BACK_LATE, type, () -> platform.sell(first));
      }
      case LOSES_THE_MONEY -> once(played, CAPTURE, type, () -> platform.cancel(first));
      case BUYS, IS_REFUSED, WITHDRAWS -> {}
    }
  }

  /** The buyer pays whenever there is an attempt to pay. */
  @Nullable Object after(String type, @Nullable Object result) {
    if (OPEN_ATTEMPT.isNamed(type) && story != Story.WITHDRAWS) {
      buying.payNext();
    }
    if (LOOK_UP.isNamed(type) && isLate(armed)) {
      // Temporal's time stands still meanwhile: it is late, but within the platform's limit.
      await().until(() -> !platform.of(first).isEmpty());
    }
    return result;
  }

  void arm(Disturbance disturbance) {
    armed = disturbance;
    int times = disturbance.fault() instanceof Fault.SearchLags ? 2 : 1;
    plan =
        platform
            .platform()
            .faults()
            .arm(
                new Plan(
                    disturbance.fault(),
                    disturbance.operation(),
                    first.orderId(),
                    new Trigger.Next(times)));
  }

  boolean isStillArmed() {
    return platform.platform().faults().disarm(plan);
  }

  /** Somebody who was taken for dead goes on with this, beside all that happens. */
  void beside(Supplier<@Nullable Object> sleeper) {
    sleepers.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    sleeper.get();
                  } catch (RuntimeException failed) {
                    // Nobody waits for it.
                  }
                }));
  }

  void rest() throws InterruptedException {
    for (Thread sleeper : sleepers) {
      sleeper.join();
    }
    buying.reopenTheOrganization();
  }

  private void spoil(Fault fault) {
    platform
        .platform()
        .faults()
        .arm(new Plan(fault, Operation.SALE, first.orderId(), new Trigger.Next(1)));
  }

  private static void once(AtomicBoolean done, Activity when, String type, Runnable turn) {
    if (when.isNamed(type) && done.compareAndSet(false, true)) {
      turn.run();
    }
  }

  private static boolean isLate(@Nullable Disturbance disturbance) {
    return disturbance != null
        && disturbance.operation() == Operation.SALE
        && disturbance.fault() instanceof Fault.EffectLate;
  }
}
