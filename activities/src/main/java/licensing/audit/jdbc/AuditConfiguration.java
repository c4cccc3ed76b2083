package licensing.audit.jdbc;

import java.time.Clock;
import licensing.audit.Audits;
import licensing.audit.ledger.LedgerAudit;
import licensing.audit.ledger.PlatformLedger;
import licensing.audit.ledger.ProcessLedger;
import licensing.db.DatabaseConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The comparison of the three ledgers. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
public class AuditConfiguration {

  @Bean
  Audits audits(
      JdbcClient database,
      TransactionOperations transaction,
      PlatformLedger platform,
      ProcessLedger processes,
      Clock clock) {
    return new LedgerAudit(
        new JdbcPurchaseLedger(database),
        platform,
        processes,
        new JdbcFindings(database, transaction),
        clock);
  }
}
