package licensing.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a mail says.
 *
 * @param subject our own words alone: no name gets into a header
 * @param calendar the end of the license for a calendar (RFC 5545), null where it is not told
 * @param document attached, null where none is
 */
record MailContent(
    String subject,
    String text,
    String html,
    @Nullable String calendar,
    @Nullable Attached document) {

  /** A document's file. */
  @SuppressWarnings("ArrayRecordComponent")
  record Attached(String name, byte[] content) {}
}
