package licensing.crash;

import java.util.ArrayList;
import java.util.List;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Operation;
import org.jspecify.annotations.Nullable;

/**
 * One field of the matrix.
 *
 * @param disturbance what goes wrong on the platform in the first run that is one; null: nothing
 */
record Case(Story story, Activity activity, Death death, @Nullable Disturbance disturbance) {

  /** A call to the platform and what goes wrong with it. */
  record Disturbance(Operation operation, Fault fault) {}

  /**
   * Every activity with every death and every fault of the call that matters.
   *
   * @param full with the other calls of each activity as well
   */
  static List<Case> all(boolean full) {
    List<Case> cases = new ArrayList<>();
    for (Activity activity : Activity.values()) {
      for (Death death : Death.values()) {
        if (!activity.isLocal() || !death.isSleep()) {
          cases.add(new Case(Story.of(activity), activity, death, null));
          Faults.of(activity, full).stream()
              .map(fault -> new Case(Story.of(activity), activity, death, fault))
              .forEach(cases::add);
        }
      }
    }
    // The fence is for an activation that wakes when the money went back.
    cases.add(new Case(Story.IS_REFUSED, Activity.ACTIVATE, Death.LATE, null));
    return cases;
  }

  @Override
  public String toString() {
    String wrong =
        disturbance == null
            ? ""
            : ", %s: %s"
                .formatted(disturbance.operation().label(), disturbance.fault().label());
    return activity.words() + ", " + death.words() + wrong;
  }
}
