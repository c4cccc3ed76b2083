package licensing.local.storm.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import licensing.local.WebhookReceiver;
import licensing.local.storm.judge.Outside.Event;
import licensing.local.storm.judge.Outside.Message;

/** Puts what endpoints were sent beside what they were to be told. */
final class EventBook {

  private EventBook() {}

  /**
   * Something that an endpoint is to be told.
   *
   * @param endpoint its name in its address
   * @param id of the message
   */
  record Wanted(String endpoint, String type, String id, boolean disabled) {

    private String name() {
      return endpoint + " " + id;
    }
  }

  static List<Event> of(List<Wanted> wanted, List<WebhookReceiver.Message> received) {
    Set<String> left =
        received.stream()
            .filter(WebhookReceiver.Message::gone)
            .map(WebhookReceiver.Message::endpoint)
            .collect(Collectors.toSet());
    Map<String, List<Message>> messages = new HashMap<>();
    for (WebhookReceiver.Message each : received) {
      messages
          .computeIfAbsent(each.endpoint() + " " + each.id(), none -> new ArrayList<>())
          .add(new Message(each.id(), each.body(), each.genuine(), each.taken()));
    }
    List<Event> events = new ArrayList<>();
    for (Wanted each : wanted) {
      List<Message> came = messages.getOrDefault(each.name(), List.of());
      messages.remove(each.name());
      events.add(
          new Event(
              "webhook %s of %s".formatted(each.name(), each.type()),
              left.contains(each.endpoint()),
              each.disabled(),
              came.stream().filter(message -> isOf(message, each.type())).toList()));
    }
    messages.forEach(
        (name, came) ->
            events.add(
                new Event("webhook %s that nobody wanted".formatted(name), false, true, came)));
    return events;
  }

  private static boolean isOf(Message message, String type) {
    return message.body().startsWith("{\"type\":\"%s\",".formatted(type));
  }
}
