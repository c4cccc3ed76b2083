package licensing.bulk;

/** What came of asking one purchase. The names are stored in rows. */
public enum BulkOutcome {
  /** It does what it was asked, and the action is in the audit. */
  DONE,
  /** Nothing of it waited for that; nothing was changed. */
  REFUSED,
  /** Nobody answered in time. It may still come to pass; asked again before the run ends. */
  NOT_ANSWERED
}
