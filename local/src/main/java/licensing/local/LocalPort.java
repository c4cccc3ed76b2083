package licensing.local;

/** What listens on this machine, and the variable that moves it elsewhere. */
enum LocalPort {
  CONSOLE("CONSOLE_PORT", 8080),
  CONSOLE_MANAGEMENT("CONSOLE_MANAGEMENT_PORT", 8181),
  WORKER_MANAGEMENT("WORKER_MANAGEMENT_PORT", 8182),
  PLATFORM("PLATFORM_PORT", 8090),
  MAILBOX("MAILBOX_PORT", 8025),
  MAILBOX_SMTP("MAILBOX_SMTP_PORT", 2525),
  DATABASE("DATABASE_PORT", 5432),
  TEMPORAL("TEMPORAL_PORT", 7233),
  TEMPORAL_UI("TEMPORAL_UI_PORT", 8233),
  TEMPORAL_METRICS("TEMPORAL_METRICS_PORT", 8234);

  private final String variable;
  private final int usual;

  LocalPort(String variable, int usual) {
    this.variable = variable;
    this.usual = usual;
  }

  String variable() {
    return variable;
  }

  int usual() {
    return usual;
  }
}
