package licensing.bench.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import licensing.local.LaunchFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * List prices in US dollars, as a file holds them.
 *
 * @param read when they were
 * @param cloudSource where those of Temporal Cloud stand
 * @param tiers of Actions of a calendar month, the first first; beyond the last one Temporal asks
 *     to be asked
 * @param planShare of what is used, which the support plan costs
 * @param businessLeast what the Business plan costs at least; the Developer plan has no least, no
 *     tiers but the first, and includes nothing
 * @param machineSource where those of machines stand
 * @param processorHour of one vCPU, with its memory
 * @param gigabyteMonth of a disk
 */
record Prices(
    String read,
    String cloudSource,
    List<Tier> tiers,
    double activeGigabyteHour,
    double retainedGigabyteHour,
    double planShare,
    double businessLeast,
    double businessMillions,
    double businessActiveGigabytes,
    double businessRetainedGigabytes,
    String machineSource,
    double processorHour,
    double gigabyteMonth) {

  /** What Temporal takes for a month of storage that is included. */
  private static final double INCLUDED_HOURS = 744;

  /** Actions up to so many millions. */
  record Tier(double upToMillions, double aMillion) {}

  static Prices read(Path file) {
    try {
      return new JsonMapper().readValue(Files.readString(file), Prices.class);
    } catch (IOException e) {
      throw new LaunchFailure("The prices in %s cannot be read.".formatted(file), e);
    } catch (JacksonException e) {
      throw new LaunchFailure("%s holds no prices: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  /**
   * A month on Temporal Cloud, with the cheaper of the two plans that have public prices.
   *
   * @param millions of Actions
   * @param active gigabyte hours
   * @param retained gigabyte hours
   */
  double cloud(double millions, double active, double retained) {
    return Math.min(developer(millions, active, retained), business(millions, active, retained));
  }

  /** As above, with the plan that includes nothing. */
  private double developer(double millions, double active, double retained) {
    double used =
        millions * tiers.getFirst().aMillion()
            + active * activeGigabyteHour
            + retained * retainedGigabyteHour;
    return used * (1 + planShare);
  }

  /** As above, with the plan that includes something, and costs that at least. */
  double business(double millions, double active, double retained) {
    double used =
        actions(Math.max(0, millions - businessMillions))
            + Math.max(0, active - businessActiveGigabytes * INCLUDED_HOURS) * activeGigabyteHour
            + Math.max(0, retained - businessRetainedGigabytes * INCLUDED_HOURS)
                * retainedGigabyteHour;
    return used + Math.max(businessLeast, used * planShare);
  }

  /** Whether so many are beyond the last tier, whose price is taken for all of them. */
  boolean isBeyondTiers(double millions) {
    return millions - businessMillions > tiers.getLast().upToMillions();
  }

  private double actions(double millions) {
    double sum = 0;
    double from = 0;
    for (Tier tier : tiers) {
      sum += Math.max(0, Math.min(millions, tier.upToMillions()) - from) * tier.aMillion();
      from = tier.upToMillions();
    }
    return sum + Math.max(0, millions - from) * tiers.getLast().aMillion();
  }
}
