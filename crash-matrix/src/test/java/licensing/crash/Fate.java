package licensing.crash;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import licensing.crash.Case.Disturbance;
import org.jspecify.annotations.Nullable;

/** A case as it happens to a purchase. */
final class Fate {

  private final Case field;
  private final Surroundings surroundings;
  private final AtomicBoolean died = new AtomicBoolean();
  private final AtomicBoolean disturbed = new AtomicBoolean();
  private volatile @Nullable Supplier<@Nullable Object> sleeping;

  Fate(Case field, Surroundings surroundings) {
    this.field = field;
    this.surroundings = surroundings;
  }

  /** Runs an activity, or what this fate leaves of it. */
  @Nullable Object befalls(String type, Supplier<@Nullable Object> run, Runnable fallSilent) {
    surroundings.before(type);
    if (!field.activity().isNamed(type)) {
      return surroundings.after(type, run.get());
    }
    if (field.activity().isLocal()) {
      return surroundings.after(type, diesOnlyDuring(run));
    }
    if (field.death() == Death.NONE || !died.compareAndSet(false, true)) {
      disturb();
      wakeBeside();
      return surroundings.after(type, run.get());
    }
    die(run);
    fallSilent.run();
    return null;
  }

  private void die(Supplier<@Nullable Object> run) {
    if (field.death().isSleep()) {
      sleeping = run;
    }
    if (field.death().isAtOnce()) {
      return;
    }
    disturb();
    try {
      if (field.death() == Death.DURING) {
        MortalConnections.dieAt(field.activity()::isOwnWrite);
      }
      run.get();
    } catch (RuntimeException | DyingHere nobodyHearsOfIt) {
      // Neither of its failures.
    } finally {
      MortalConnections.live();
    }
  }

  private @Nullable Object diesOnlyDuring(Supplier<@Nullable Object> run) {
    if (field.death() != Death.DURING || !died.compareAndSet(false, true)) {
      return run.get();
    }
    MortalConnections.dieAt(field.activity()::isOwnWrite);
    try {
      return run.get();
    } finally {
      MortalConnections.live();
    }
  }

  boolean wouldLoseTheTask(String type, Death death) {
    return field.activity().isLocal()
        && field.activity().isNamed(type)
        && field.death() == death
        && !died.get();
  }

  /** Fails the workflow task, so that all that it did is done again. */
  void losesTheTask(String type, Death death) {
    if (wouldLoseTheTask(type, death)) {
      died.set(true);
      throw new DyingHere();
    }
  }

  private void disturb() {
    Disturbance disturbance = field.disturbance();
    if (disturbance != null && disturbed.compareAndSet(false, true)) {
      surroundings.arm(disturbance);
    }
  }

  private void wakeBeside() {
    Supplier<@Nullable Object> sleeper = sleeping;
    if (field.death() == Death.BESIDE && sleeper != null) {
      sleeping = null;
      surroundings.beside(sleeper);
    }
  }

  /** Lets whoever still sleeps go on; returns when nothing is under way any more. */
  void comeToRest() throws InterruptedException {
    Supplier<@Nullable Object> sleeper = sleeping;
    surroundings.rest();
    if (sleeper != null) {
      sleeping = null;
      surroundings.beside(sleeper);
      surroundings.rest();
    }
  }

  /** Why the case showed nothing; empty if all that it is about happened. */
  String missed() {
    if (field.death() != Death.NONE && !died.get()) {
      return "nobody died";
    }
    if (sleeping != null) {
      return "the sleeper never woke";
    }
    return field.disturbance() != null && (!disturbed.get() || surroundings.isStillArmed())
        ? "nothing went wrong on the platform"
        : "";
  }
}
