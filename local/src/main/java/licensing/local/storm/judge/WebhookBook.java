package licensing.local.storm.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notifications as the platform sent them, beside what became of them here. */
final class WebhookBook {

  private WebhookBook() {}

  /**
   * What a notification is about.
   *
   * @param purchase empty where it is about none
   */
  record Subject(String kind, String purchase) {}

  /**
   * What is stored of a subject.
   *
   * @param unapplied neither applied nor ignored with a reason
   */
  record Kept(long stored, long unapplied) {
    private static final Kept NOTHING = new Kept(0, 0);
  }

  /**
   * @param acknowledged how many deliveries were answered with 2xx
   */
  static List<Books.Webhook> of(Map<Subject, Long> acknowledged, Map<Subject, Kept> kept) {
    Set<Subject> subjects = new HashSet<>(kept.keySet());
    subjects.addAll(acknowledged.keySet());
    return subjects.stream()
        .map(
            subject -> {
              Kept stored = kept.getOrDefault(subject, Kept.NOTHING);
              return new Books.Webhook(
                  subject.kind(),
                  subject.purchase(),
                  acknowledged.getOrDefault(subject, 0L),
                  stored.stored(),
                  stored.unapplied());
            })
        .toList();
  }
}
