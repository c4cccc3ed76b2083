package licensing.evidence.jdbc;

import licensing.db.DatabaseConfiguration;
import licensing.db.PurchaseJournal;
import licensing.evidence.EvidenceBook;
import licensing.evidence.EvidenceChains;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The journal of purchases, and the evidence that it leaves. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
public class EvidenceConfiguration {

  @Bean
  EvidenceBook evidenceBook(JdbcClient database) {
    return new JdbcEvidenceBook(database);
  }

  @Bean
  PurchaseJournal purchaseJournal(JdbcClient database, EvidenceBook evidence) {
    return new PurchaseJournal(database, evidence);
  }

  @Bean
  EvidenceChains evidenceChains(JdbcClient database, TransactionOperations transaction) {
    return new JdbcEvidenceChains(database, transaction);
  }

  @Bean
  MissingEvidence missingEvidence(
      JdbcClient database,
      PurchaseJournal journal,
      EvidenceBook evidence,
      TransactionOperations transaction) {
    return new MissingEvidence(database, journal, evidence, transaction);
  }
}
