package licensing.local.storm.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import licensing.local.storm.judge.Books.Webhook;
import licensing.local.storm.judge.WebhookBook.Notice;
import org.junit.jupiter.api.Test;

class WebhookBookTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Notice FIRST = new Notice("dispute_opened", "d1", NOON);
  private static final Notice SECOND = new Notice("dispute_opened", "d1", NOON.plusSeconds(1));

  @Test
  void missesOneOfTwoNoticesThatDifferInTimeAlone() {
    assertThat(WebhookBook.of(Set.of(FIRST, SECOND), Map.of(FIRST, true)))
        .containsExactlyInAnyOrder(
            new Webhook(FIRST, true, true), new Webhook(SECOND, false, false));
  }

  @Test
  void tellsOfWhatIsKeptWhateverWasAnswered() {
    assertThat(WebhookBook.of(Set.of(), Map.of(FIRST, false)))
        .containsExactly(new Webhook(FIRST, true, false));
  }
}
