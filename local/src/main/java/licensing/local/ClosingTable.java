package licensing.local;

/**
 * What to know once everything runs.
 *
 * @param mails where those that were sent are shown; empty where they are not
 */
record ClosingTable(LocalStack stack, String mails) {

  String text() {
    return """

          Console           %s%s
                            %s
          Temporal UI       %s
          Payment platform  %s
          Mails             %s

          Try first: Settings > License Management > Migration License > Add, 3 licenses, and pay
          with card 4111 1111 1111 1111, 12/30, 123. Declined cards: 4000 1111 1111 1115 and
          5105 1051 0510 5100. Then, while a purchase waits: ./dev kill worker, ./dev start worker.
          Ctrl-C stops everything and keeps the state; ./dev help lists the rest.
        """
        .formatted(
            stack.get("CONSOLE_BASE_URL"),
            balanced(),
            people(),
            stack.get("TEMPORAL_UI_URL"),
            platform(),
            mails.isEmpty() ? "not shown here" : mails);
  }

  private String balanced() {
    return stack.names().contains(Replicas.BALANCER)
        ? " (a browser asks whether to go on: its certificate is made here)"
        : "";
  }

  private String people() {
    return stack.isForTrial()
        ? """
          log in as buyer / buyer, other / other (of another organization),
                                      support / support, or colleague / colleague\
          """
        : "log in as one of the users of your database: none was added";
  }

  private String platform() {
    return stack.names().contains("platform")
        ? stack.get("PLATFORM_PUBLIC_URL")
        : "your Braintree account (" + stack.get("BRAINTREE_ENVIRONMENT") + ")";
  }
}
