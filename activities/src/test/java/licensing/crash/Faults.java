package licensing.crash;

import static licensing.platform.fault.Operation.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import licensing.crash.Case.Disturbance;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Fault.Effect;
import licensing.platform.fault.Fault.Field;
import licensing.platform.fault.Operation;

/** What the stand-in can do to the calls of an activity. */
final class Faults {

  /** For an answer, which the calls of the matrix do not wait much longer for. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration TOO_LATE = READ_TIMEOUT.multipliedBy(3).dividedBy(2);

  private Faults() {}

  static List<Disturbance> of(Activity activity, boolean full) {
    List<Operation> calls =
        switch (activity) {
          case AUTHORIZE -> List.of(SALE);
          case LOOK_UP -> List.of(SEARCH, SEARCH_PAGE);
          case CAPTURE -> List.of(CAPTURE, FIND);
          case RELEASE -> List.of(VOID, FIND);
          case GIVE_BACK_LATE -> List.of(VOID, SEARCH, SEARCH_PAGE, FIND);
          default -> List.of();
        };
    List<Disturbance> all = new ArrayList<>();
    for (Operation call : full || calls.isEmpty() ? calls : calls.subList(0, 1)) {
      faults().stream()
          .filter(fault -> fault.concerns(call))
          .forEach(fault -> all.add(new Disturbance(call, fault)));
    }
    return all;
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
