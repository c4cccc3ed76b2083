package licensing.audit.jdbc;

import java.time.Clock;
import licensing.audit.Audits;
import licensing.audit.WatchList;
import licensing.audit.ledger.LedgerAudit;
import licensing.audit.ledger.ProcessLedger;
import licensing.db.DatabaseConfiguration;
import licensing.payment.Payments;
import licensing.payment.braintree.BraintreeLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The comparison of the three ledgers, and what is done beside it. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
public class AuditConfiguration {

  @Bean
  Audits audits(
      JdbcClient database,
      TransactionOperations transaction,
      BraintreeLedger platform,
      ProcessLedger processes,
      Clock clock) {
    return new LedgerAudit(
        new JdbcPurchaseLedger(database),
        platform,
        processes,
        new JdbcFindings(database, transaction),
        clock);
  }

  @Bean
  WatchList watchList(JdbcClient database, Payments payments) {
    return new JdbcWatchList(database, payments);
  }

  @Bean
  OpenMatters openMatters(JdbcClient database) {
    return new OpenMatters(database);
  }
}
