package licensing.crash;

import java.util.Set;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Operation;
import org.jspecify.annotations.Nullable;

/**
 * One field of the matrix.
 *
 * @param disturbance what goes wrong on the platform in the first run that is one; null: nothing
 */
record Case(Story story, Activity activity, Death death, @Nullable Disturbance disturbance) {

  private static final Set<Operation> SEARCHES = Set.of(Operation.SEARCH, Operation.SEARCH_PAGE);

  /** A call to the platform and what goes wrong with it. */
  record Disturbance(Operation operation, Fault fault) {}

  /** Whether the platform itself makes two payments of one. */
  boolean isTwinned() {
    return disturbance != null && disturbance.fault() instanceof Fault.SearchFindsTwo;
  }

  /** Whether the purchase's last search does not see what was paid too late. */
  boolean hidesLateMoney() {
    return activity == Activity.GIVE_BACK_LATE
        && disturbance != null
        && SEARCHES.contains(disturbance.operation());
  }

  @Override
  public String toString() {
    String wrong =
        disturbance == null
            ? ""
            : ", %s: %s".formatted(disturbance.operation().label(), disturbance.fault().label());
    String where = story == Story.of(activity) ? "" : story.words() + ": ";
    return where + activity.words() + ", " + death.words() + wrong;
  }
}
