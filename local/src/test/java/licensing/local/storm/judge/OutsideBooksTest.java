package licensing.local.storm.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import licensing.local.MailServer;
import licensing.local.MailServer.Taken;
import licensing.local.WebhookReceiver;
import licensing.local.storm.judge.EventBook.Wanted;
import licensing.local.storm.judge.MailBook.Happened;
import licensing.local.storm.judge.Outside.Arrival;
import licensing.local.storm.judge.Outside.Event;
import licensing.local.storm.judge.Outside.Mail;
import licensing.local.storm.judge.Outside.Message;
import org.junit.jupiter.api.Test;

/** What came, beside what was to come. */
class OutsideBooksTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Happened ACTIVATED = happened("license.activated", "p1", "MIG-1", "a@b");
  private static final Taken ACTIVE =
      new Taken("<1@x>", "a@b", "Active: 3 licenses", "key MIG-1, order p1", List.of(), NOON, true);

  @Test
  void knowsAMailByWhatStandsInIt() {
    Happened document = happened("document.issued", "2026-000001", null, "a@b");
    Taken receipt =
        new Taken("<2@x>", "a@b", "Receipt", "order p1", List.of("2026-000001.pdf"), NOON, true);
    Taken withoutKey =
        new Taken("<3@x>", "a@b", "Active: 3 licenses", "order p1", List.of(), NOON, true);

    List<Mail> mails =
        new MailBook(List.of(ACTIVE, receipt, withoutKey), List.of())
            .of(List.of(ACTIVATED, document, happened("purchase.ended", "p1", null, "a@b")));

    assertThat(mails.subList(0, 2))
        .allMatch(mail -> mail.due() == 1)
        .extracting(mail -> mail.arrivals().keySet().iterator().next())
        .containsExactly("<1@x>", "<2@x>");
    assertThat(mails.subList(2, mails.size()))
        .singleElement()
        .matches(mail -> mail.due() == 0 && mail.arrivals().containsKey("<3@x>"));
  }

  @Test
  void namesAMailThatSomebodyElseGot() {
    Taken astray =
        new Taken("<1@x>", "c@d", ACTIVE.subject(), ACTIVE.text(), List.of(), NOON, true);

    List<Mail> mails = new MailBook(List.of(astray), List.of()).of(List.of(ACTIVATED));

    assertThat(mails)
        .extracting(Mail::due, mail -> mail.arrivals().size())
        .containsExactly(tuple(1, 0), tuple(0, 1));
  }

  /** The organization is told as well, but not the key. */
  @Test
  void tellsACopyFromTheMailWithTheKey() {
    Happened copy = new Happened("document.issued", "p1", "2026-000001", "", "MIG-1", "f@b", true);
    List<String> files = List.of("2026-000001.pdf");
    Taken receipt = new Taken("<2@x>", "f@b", "Receipt", "order p1", files, NOON, true);
    Taken key = new Taken("<3@x>", "f@b", "Active", "key MIG-1, order p1", files, NOON, true);

    List<Mail> mails =
        new MailBook(List.of(ACTIVE, receipt, key), List.of()).of(List.of(ACTIVATED, copy));

    assertThat(mails)
        .extracting(Mail::due, mail -> mail.arrivals().keySet().iterator().next())
        .containsExactly(tuple(1, "<1@x>"), tuple(1, "<2@x>"), tuple(0, "<3@x>"));
  }

  @Test
  void expectsNoneWhereNobodyTakesIt() {
    assertThat(
            new MailBook(List.of(), List.of())
                .of(
                    List.of(
                        happened("license.activated", "p1", "MIG-1", null),
                        happened("license.activated", "p1", "MIG-1", MailServer.REFUSED))))
        .isEmpty();
  }

  @Test
  void excusesOneThatCameAgainAfterALostAnswerOrADeath() {
    Taken again =
        new Taken(
            "<1@x>", "a@b", ACTIVE.subject(), ACTIVE.text(), List.of(), NOON.plusSeconds(60), true);
    Taken unanswered =
        new Taken("<1@x>", "a@b", ACTIVE.subject(), ACTIVE.text(), List.of(), NOON, false);

    assertThat(first(List.of(), ACTIVE, again).excused()).isFalse();
    assertThat(first(List.of(), unanswered, again).excused()).isTrue();
    assertThat(first(List.of(NOON.minusSeconds(5)), ACTIVE, again).excused()).isTrue();
    assertThat(first(List.of(NOON.plusSeconds(5)), ACTIVE, again).excused()).isTrue();
    assertThat(first(List.of(NOON.plusSeconds(61)), ACTIVE, again).excused()).isFalse();
  }

  @Test
  void tellsEndpointsApartAndNamesWhatNobodyWanted() {
    List<Event> events =
        EventBook.of(
            List.of(
                new Wanted("first", "purchase.ended", "7", false),
                new Wanted("second", "purchase.ended", "7", true)),
            List.of(
                message("first", "7", "{\"type\":\"purchase.ended\",", true, false),
                message("first", "8", "{\"type\":\"purchase.ended\",", true, false),
                message("second", "7", "{\"type\":\"license.activated\",", false, true)));

    assertThat(events.get(0))
        .isEqualTo(
            new Event(
                events.get(0).about(),
                false,
                false,
                List.of(new Message("7", "{\"type\":\"purchase.ended\",", true, true))));
    assertThat(events.get(1))
        .matches(event -> event.left() && event.disabled() && event.messages().isEmpty());
    assertThat(events.get(2).about()).contains("first 8", "nobody wanted");
  }

  private static Arrival first(List<Instant> faults, Taken... taken) {
    Map<String, List<Arrival>> arrivals =
        new MailBook(List.of(taken), faults).of(List.of(ACTIVATED)).getFirst().arrivals();
    assertThat(arrivals).containsOnlyKeys("<1@x>");
    return arrivals.get("<1@x>").getFirst();
  }

  private static Happened happened(String type, String about, String key, String recipient) {
    return new Happened(type, "p1", about, "", key, recipient, false);
  }

  private static WebhookReceiver.Message message(
      String endpoint, String id, String body, boolean taken, boolean gone) {
    return new WebhookReceiver.Message(endpoint, id, body, true, taken, gone);
  }
}
