package licensing.local.storm.weather;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import licensing.local.HeldMessage;
import licensing.local.Tap;
import licensing.local.TappedStack;

/**
 * Programs that end, or are paused, at a certain moment of a purchase: each once, then all again.
 */
final class Moments {

  private static final Duration COMES_WITHIN = Duration.ofSeconds(6);

  /** Long enough to be taken for dead, and for another to act in its place. */
  private static final Duration ZOMBIE = Duration.ofSeconds(9);

  private static final List<Moment> ZOMBIES =
      List.of(
          Moment.CHARGING_IS_STORED,
          Moment.SALE_IS_ANSWERED,
          Moment.AUTHORIZATION_IS_STORED,
          Moment.LICENSE_IS_STORED,
          Moment.CAPTURE_IS_ANSWERED);

  private final TappedStack tapped;
  private final Upkeep upkeep;
  private final Deque<Case> cases;
  private final Set<Moment> met = ConcurrentHashMap.newKeySet();
  private final Map<Moment, Long> waitedFor = new ConcurrentHashMap<>();

  private record Case(Moment moment, String victim, boolean pause) {}

  Moments(TappedStack tapped, Upkeep upkeep, Random random) {
    this.tapped = tapped;
    this.upkeep = upkeep;
    this.cases = shuffled(tapped.stack().names(), random);
  }

  /** Those that never came, and how often each was waited for. */
  Map<String, Long> unmet() {
    return Arrays.stream(Moment.values())
        .filter(moment -> !met.contains(moment))
        .collect(
            Collectors.toMap(
                Moment::words,
                moment -> waitedFor.getOrDefault(moment, 0L),
                Long::sum,
                LinkedHashMap::new));
  }

  /** The next of them; one that does not come is tried again later. */
  void strike() throws InterruptedException {
    Case next = next();
    Tap tap = next.moment().tap(tapped);
    if (next.pause()) {
      pause(next, tap);
    } else {
      kill(next, tap);
    }
  }

  private void kill(Case next, Tap tap) throws InterruptedException {
    try {
      if (comes(next.moment(), held(next.moment(), tap))) {
        upkeep.strike(next.victim(), when(next));
      }
    } finally {
      tap.open();
    }
    upkeep.revive(next.victim());
  }

  private void pause(Case next, Tap tap) throws InterruptedException {
    String answer = String.valueOf(next.moment().answer());
    HeldMessage message =
        tap.beforeAnswer(
            next.moment().question(), answer, () -> upkeep.stop(next.victim(), when(next)));
    try {
      if (comes(next.moment(), message)) {
        upkeep.goOnAfter(next.victim(), ZOMBIE);
      }
    } finally {
      tap.open();
    }
  }

  private boolean comes(Moment moment, HeldMessage message) throws InterruptedException {
    boolean comes = message.isHeldWithin(COMES_WITHIN);
    if (comes) {
      met.add(moment);
    } else {
      waitedFor.merge(moment, 1L, Long::sum);
    }
    return comes;
  }

  private static HeldMessage held(Moment moment, Tap tap) {
    return moment.answer() == null
        ? tap.holdQuestion(moment.question())
        : tap.holdAnswer(moment.question(), moment.answer());
  }

  private static String when(Case next) {
    return "when " + next.moment().words();
  }

  private synchronized Case next() {
    Case next = cases.removeFirst();
    cases.addLast(next);
    return next;
  }

  private static Deque<Case> shuffled(List<String> programs, Random random) {
    List<Case> all = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      for (String victim : moment.victims()) {
        all.add(new Case(moment, program(victim, programs, random), false));
      }
    }
    ZOMBIES.forEach(moment -> all.add(new Case(moment, TappedStack.WORKER, true)));
    Collections.shuffle(all, random);
    return new ArrayDeque<>(all);
  }

  /** Where Temporal is several programs, one of them. */
  private static String program(String victim, List<String> programs, Random random) {
    if (programs.contains(victim)) {
      return victim;
    }
    List<String> parts =
        programs.stream().filter(program -> program.startsWith(victim + "-")).toList();
    return parts.get(random.nextInt(parts.size()));
  }
}
