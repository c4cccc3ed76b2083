package licensing.web.home;

import java.util.List;
import licensing.license.License;
import licensing.reading.OwnedLicenses.OwnedLicense;
import org.jspecify.annotations.Nullable;

/**
 * Whether an organization may use a feature, and why or why not.
 *
 * @param active the licenses that open it
 * @param latest the license bought last, whatever became of it
 */
public record FeatureAccess(List<License> active, @Nullable OwnedLicense latest) {

  public boolean isOpen() {
    return !active.isEmpty();
  }

  public int quantity() {
    return active.stream().mapToInt(License::quantity).sum();
  }

  /** Of those that are valid. */
  public @Nullable License boughtLast() {
    return active.isEmpty() ? null : active.getFirst();
  }

  /** The word for it in message keys. */
  public String lockedBecause() {
    return latest == null
        ? "none"
        : switch (latest.state()) {
          case EXPIRED -> "expired";
          case SUSPENDED -> "suspended";
          // Only if a license begins between two looks: the next one finds it.
          case ACTIVE -> "none";
        };
  }
}
