package licensing.local.storm.judge;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What has come to those who are told: by mail, by webhook, and by asking about a license.
 *
 * @param mails one for each thing that people are written about, and those that nobody can explain
 * @param events one for each endpoint and thing that it is told, and likewise
 */
record Outside(List<Mail> mails, List<Event> events, List<Answer> answers) {

  static final Outside NOTHING = new Outside(List.of(), List.of(), List.of());

  /**
   * Something that people are written about.
   *
   * @param due how many mails of it are due: as often as it has happened
   * @param arrivals by Message-ID, first come first
   */
  record Mail(String about, int due, Map<String, List<Arrival>> arrivals) {}

  /**
   * A mail that the mail server took.
   *
   * @param excused whether it may come once more: its answer was lost, or something was killed
   *     before it could be noted
   */
  record Arrival(Instant at, boolean excused) {}

  /**
   * Something that an endpoint is told.
   *
   * @param left whether the endpoint has said that it is gone
   * @param disabled whether nothing is sent there any more
   */
  record Event(String about, boolean left, boolean disabled, List<Message> messages) {}

  /**
   * What an endpoint was sent.
   *
   * @param taken whether it was answered with 2xx
   */
  record Message(String id, String body, boolean genuine, boolean taken) {}

  /**
   * What software is told of a license.
   *
   * @param code such as VALID
   * @param file whether there is a license file
   */
  record Answer(String purchase, String code, boolean file) {}
}
