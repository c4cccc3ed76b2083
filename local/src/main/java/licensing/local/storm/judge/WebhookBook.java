package licensing.local.storm.judge;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notices as the platform sent them, beside what became of them here. */
final class WebhookBook {

  private WebhookBook() {}

  /**
   * What distinguishes a notice from all others, however often it is delivered.
   *
   * @param subject the platform's id of what it tells of
   * @param at the platform's time, in whole seconds
   */
  record Notice(String kind, String subject, Instant at) {

    @Override
    public String toString() {
      return "%s of %s at %s".formatted(kind, subject, at);
    }
  }

  /**
   * @param acknowledged those of which a delivery was answered with 2xx
   * @param kept those that are stored, and whether each was applied or ignored with a reason
   */
  static List<Books.Webhook> of(Set<Notice> acknowledged, Map<Notice, Boolean> kept) {
    Set<Notice> all = new HashSet<>(acknowledged);
    all.addAll(kept.keySet());
    return all.stream()
        .map(
            notice ->
                new Books.Webhook(
                    notice, kept.containsKey(notice), kept.getOrDefault(notice, false)))
        .toList();
  }
}
