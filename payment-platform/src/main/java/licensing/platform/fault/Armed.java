package licensing.platform.fault;

import java.util.Random;

/** An armed fault, with what is left of it. */
final class Armed {
  private final long id;
  private final Plan plan;
  private final Random random;
  private int left;

  Armed(long id, Plan plan) {
    this.id = id;
    this.plan = plan;
    this.left = plan.trigger() instanceof Trigger.Next next ? next.times() : Integer.MAX_VALUE;
    this.random = new Random(plan.trigger() instanceof Trigger.Chance chance ? chance.seed() : 0);
  }

  long id() {
    return id;
  }

  Plan plan() {
    return plan;
  }

  int left() {
    return left;
  }

  /** Draws for every call it concerns, so that other faults do not change its sequence. */
  boolean wants(Call call) {
    if (!plan.concerns(call)) {
      return false;
    }
    return switch (plan.trigger()) {
      case Trigger.Next next -> left > 0;
      case Trigger.Chance chance -> random.nextDouble() < chance.probability();
    };
  }

  void happens() {
    if (plan.trigger() instanceof Trigger.Next) {
      left--;
    }
  }

  boolean isSpent() {
    return left == 0;
  }
}
