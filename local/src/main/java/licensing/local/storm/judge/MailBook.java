package licensing.local.storm.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import licensing.local.MailServer;
import licensing.local.MailServer.Taken;
import licensing.local.storm.judge.Outside.Arrival;
import licensing.local.storm.judge.Outside.Mail;
import org.jspecify.annotations.Nullable;

/**
 * Puts the mails that the server took beside what happened, by what stands in them alone.
 *
 * @param faults when something was killed, paused or shut
 */
record MailBook(List<Taken> taken, List<Instant> faults) {

  /** Whoever is paused, or shut out, is so for that long. */
  private static final Duration LASTS = Duration.ofSeconds(20);

  private static final Map<String, String> SUBJECTS =
      Map.ofEntries(
          Map.entry("license.activated", "Active: "),
          Map.entry("license.suspended", "Suspended: "),
          Map.entry("license.reinstated", "Works again: "),
          Map.entry("payment.disputed", "Payment disputed: "),
          Map.entry("purchase.unknown", "Payment being checked: "),
          Map.entry("purchase.ended LAPSED", "Not paid in time: "),
          Map.entry("purchase.ended DECLINED", "No card accepted: "),
          Map.entry("purchase.ended GIVEN_BACK", "Payment given back: "),
          Map.entry("webhook.disabled", "A webhook was switched off"));

  /**
   * Something that happened, of which a mail may be due.
   *
   * @param about the purchase, the number of the document or the address of the endpoint
   * @param outcome of a purchase, else empty
   * @param key of the license, null where there is none
   * @param recipient the buyer's address, or that of who added the endpoint, or else the
   *     organization's; of a copy the organization's; null where there is none
   * @param copy whether the organization is told as well, which is not told the key
   */
  record Happened(
      String type,
      String purchase,
      String about,
      String outcome,
      @Nullable String key,
      @Nullable String recipient,
      boolean copy) {

    /** Empty where no mail tells of it. */
    private String subject() {
      return SUBJECTS.getOrDefault(outcome.isEmpty() ? type : type + " " + outcome, "");
    }

    private boolean isDocument() {
      return type.equals("document.issued");
    }

    private boolean isDue() {
      return recipient != null
          && !recipient.equals(MailServer.REFUSED)
          && (isDocument() || !subject().isEmpty());
    }

    private boolean isToldBy(Taken mail) {
      if (!mail.to().equals(recipient) || copy && key != null && mail.text().contains(key)) {
        return false;
      }
      if (isDocument()) {
        return mail.files().contains(about + ".pdf");
      }
      return mail.subject().startsWith(subject())
          && mail.text().contains(about)
          && (!type.equals("license.activated") || key != null && mail.text().contains(key));
    }

    private String words() {
      return "mail of %s of %s, purchase %s, to %s"
          .formatted(type + " " + outcome, about, purchase, recipient);
    }
  }

  List<Mail> of(List<Happened> happened) {
    Map<String, List<Happened>> due = new LinkedHashMap<>();
    happened.stream()
        .filter(Happened::isDue)
        .forEach(each -> due.computeIfAbsent(each.words(), none -> new ArrayList<>()).add(each));
    Stream<Mail> told =
        due.entrySet().stream()
            .map(
                each ->
                    new Mail(
                        each.getKey(),
                        each.getValue().size(),
                        arrivals(
                            taken.stream().filter(each.getValue().getFirst()::isToldBy).toList())));
    Stream<Mail> others =
        taken.stream()
            .filter(
                mail -> happened.stream().noneMatch(each -> each.isDue() && each.isToldBy(mail)))
            .map(mail -> new Mail("mail without a reason: " + mail, 0, arrivals(List.of(mail))));
    return Stream.concat(told, others).toList();
  }

  private Map<String, List<Arrival>> arrivals(List<Taken> mails) {
    Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();
    for (Taken mail : mails) {
      Instant next =
          mails.stream()
              .filter(other -> other.id().equals(mail.id()) && other.at().isAfter(mail.at()))
              .map(Taken::at)
              .findFirst()
              .orElse(mail.at());
      arrivals
          .computeIfAbsent(mail.id(), none -> new ArrayList<>())
          .add(new Arrival(mail.at(), !mail.answered() || isDisturbed(mail.at(), next)));
    }
    return arrivals;
  }

  private boolean isDisturbed(Instant from, Instant until) {
    return faults.stream()
        .anyMatch(fault -> fault.isAfter(from.minus(LASTS)) && fault.isBefore(until));
  }
}
