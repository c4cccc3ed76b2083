package licensing.crash;

import static licensing.platform.fault.Operation.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import licensing.crash.Case.Disturbance;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Fault.Effect;
import licensing.platform.fault.Fault.Field;
import licensing.platform.fault.Operation;

/**
 * Which activities, deaths and faults meet. In full: each fault of each call of each activity with
 * each death. Else only the call that has the effect: with each death for the sale, while the other
 * activities share the deaths among them, so that every two of activity, death and fault meet.
 */
record Matrix(boolean full) {

  /** For an answer, which the calls of the matrix do not wait much longer for. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration TOO_LATE = READ_TIMEOUT.multipliedBy(3).dividedBy(2);
  private static final List<Fault> FAULTS = faults();

  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Activity activity : Activity.values()) {
      for (Death death : Death.values()) {
        if (!activity.isLocal() || !death.isSleep()) {
          cases.add(new Case(Story.of(activity), activity, death, null));
          disturbances(activity, death)
              .forEach(each -> cases.add(new Case(Story.of(activity), activity, death, each)));
        }
      }
    }
    // The fence is for an activation that wakes when the money went back.
    cases.add(new Case(Story.IS_REFUSED, Activity.ACTIVATE, Death.LATE, null));
    return cases;
  }

  private List<Disturbance> disturbances(Activity activity, Death death) {
    List<Disturbance> all = new ArrayList<>();
    for (Operation call : full ? calls(activity) : calls(activity).stream().limit(1).toList()) {
      FAULTS.stream()
          .filter(fault -> fault.concerns(call))
          .filter(fault -> full || isTurnOf(activity, death, fault))
          .forEach(fault -> all.add(new Disturbance(call, fault)));
    }
    return all;
  }

  private static boolean isTurnOf(Activity activity, Death death, Fault fault) {
    if (activity == Activity.AUTHORIZE) {
      return true;
    }
    List<Activity> others =
        Arrays.stream(Activity.values())
            .filter(other -> other.isOnThePlatform() && other != Activity.AUTHORIZE)
            .filter(other -> fault.concerns(calls(other).getFirst()))
            .toList();
    int turn = (death.ordinal() + FAULTS.indexOf(fault)) % others.size();
    return others.get(turn) == activity;
  }

  /** The one that has the effect first. */
  private static List<Operation> calls(Activity activity) {
    return switch (activity) {
      case AUTHORIZE -> List.of(SALE);
      case LOOK_UP -> List.of(SEARCH, SEARCH_PAGE);
      case CAPTURE -> List.of(CAPTURE, FIND);
      case RELEASE -> List.of(VOID, FIND);
      case GIVE_BACK_LATE -> List.of(VOID, SEARCH, SEARCH_PAGE, FIND);
      default -> List.of();
    };
  }

  private static List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    faults.add(new Fault.Dropped());
    faults.add(new Fault.AnswerLost());
    faults.add(new Fault.AnswerCutShort());
    faults.add(new Fault.AnswerSlow(TOO_LATE));
    faults.add(new Fault.EffectLate(TOO_LATE));
    for (Effect effect : Effect.values()) {
      for (int status : List.of(408, 429, 500, 502, 503)) {
        faults.add(new Fault.Status(status, effect));
      }
      faults.add(new Fault.Html(effect));
    }
    for (Field field : Field.values()) {
      faults.add(new Fault.Wrong(field));
    }
    faults.add(new Fault.Declined("2001"));
    faults.add(new Fault.SearchLags(Duration.ofSeconds(10)));
    faults.add(new Fault.SearchFindsTwo());
    return faults;
  }
}
