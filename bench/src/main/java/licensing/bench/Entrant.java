package licensing.bench;

import java.util.Map;
import java.util.Objects;

/**
 * A peer as it is run here.
 *
 * @param database how its database is called
 * @param programs what works for it alone, by name; {@link #WORKER} among them
 * @param judged whether its programs are struck: its purchases are called as its buyers call them,
 *     so that the ledgers can be asked
 */
public record Entrant(Peer peer, String database, Map<String, Victim> programs, boolean judged) {

  /** The program that goes on with purchases. */
  public static final String WORKER = "worker";

  Victim worker() {
    return Objects.requireNonNull(programs.get(WORKER), "each has one");
  }
}
