package licensing.local.storm.judge;

import java.util.List;
import java.util.Set;

/**
 * All that is said once everything is at rest.
 *
 * @param unsoundHistories what is wrong with workflows that are no purchases, a line each
 * @param webhooks those that the console answered with 2xx, or keeps
 * @param forgeries notices that the console answered with 2xx though they were forged
 * @param documents what is wrong with invoices, receipts and credit notes, a line each
 * @param leaks where something secret was found
 * @param evidence what is wrong with what is kept of past purchases, a line each
 * @param audit what the system's own audit finds, a line each
 * @param outside what has come to those who are told
 */
record Books(
    List<Dossier> dossiers,
    List<String> unsoundHistories,
    List<Webhook> webhooks,
    Set<WebhookBook.Notice> forgeries,
    List<String> documents,
    List<String> leaks,
    List<String> evidence,
    List<String> audit,
    Outside outside) {

  /**
   * A notice that the console has, or said that it has.
   *
   * @param kept whether it is stored
   * @param applied whether it was applied, or ignored with a reason
   */
  record Webhook(WebhookBook.Notice notice, boolean kept, boolean applied) {}
}
