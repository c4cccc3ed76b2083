package licensing.local.storm.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.local.storm.judge.Outside.Arrival;
import licensing.local.storm.judge.Outside.Message;
import licensing.local.storm.judge.Rule.Found;

/** What people and programs beyond the console have heard, and whether it is true. */
final class OutsideRules {

  private OutsideRules() {}

  static Stream<Found> mails(Books books) {
    return books.outside().mails().stream()
        .flatMap(mail -> wrong(mail).map(what -> new Found(mail.about(), what)));
  }

  private static Stream<String> wrong(Outside.Mail mail) {
    List<String> found = new ArrayList<>();
    int came = mail.arrivals().size();
    if (came != mail.due()) {
      found.add("%d mails are due, and %d came".formatted(mail.due(), came));
    }
    mail.arrivals()
        .forEach(
            (id, arrivals) -> {
              if (!arrivals.stream().limit(arrivals.size() - 1).allMatch(Arrival::excused)) {
                found.add(id + " came again, though the server had said that it has it");
              }
            });
    return found.stream();
  }

  static Stream<Found> events(Books books) {
    Stream<Found> each =
        books.outside().events().stream()
            .flatMap(event -> wrong(event).map(what -> new Found(event.about(), what)));
    return Stream.concat(each, renamed(books));
  }

  private static Stream<String> wrong(Outside.Event event) {
    List<String> found = new ArrayList<>();
    if (event.messages().stream().noneMatch(Message::taken)
        && !(event.left() && event.disabled())) {
      found.add("was not delivered");
    }
    if (event.disabled() && !event.left()) {
      found.add("its endpoint is disabled, which is there");
    }
    if (!event.messages().stream().allMatch(Message::genuine)) {
      found.add("came with a signature that does not verify");
    }
    if (event.messages().stream().map(Message::body).distinct().count() > 1) {
      found.add("said something else when it came again");
    }
    return found.stream();
  }

  /** The same said under two ids would be taken for two. */
  private static Stream<Found> renamed(Books books) {
    Map<String, List<String>> ids =
        books.outside().events().stream()
            .flatMap(event -> event.messages().stream())
            .collect(
                Collectors.groupingBy(
                    Message::body, Collectors.mapping(Message::id, Collectors.toList())));
    return ids.values().stream()
        .map(each -> each.stream().distinct().toList())
        .filter(each -> each.size() > 1)
        .map(each -> new Found("webhooks", "one message came under the ids " + each));
  }

  static Stream<Found> answers(Books books) {
    return books.dossiers().stream()
        .flatMap(
            purchase ->
                books.outside().answers().stream()
                    .filter(answer -> answer.purchase().equals(purchase.purchase()))
                    .flatMap(answer -> wrong(answer, purchase))
                    .map(what -> new Found(purchase.purchase(), what)));
  }

  private static Stream<String> wrong(Outside.Answer answer, Dossier purchase) {
    boolean ours =
        purchase.taken().findAny().isPresent()
            || purchase.asksForPerson() && purchase.held().findAny().isPresent();
    List<String> found = new ArrayList<>();
    if (ours != answer.code().equals("VALID")) {
      found.add(
          (ours ? "its money is ours" : "its money is not ours")
              + ", and software is told "
              + answer.code());
    }
    if (ours != answer.file()) {
      found.add(
          ours ? "is paid for, and has no license file" : "its money went back, not its file");
    }
    return found.stream();
  }
}
