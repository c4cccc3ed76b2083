package licensing.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.spring.boot.WorkerOptionsCustomizer;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import licensing.db.Migrations;
import licensing.document.DocumentRelay;
import licensing.mail.MailRelay;
import licensing.mail.MailSettings;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxUpkeep;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import licensing.reading.GracePeriod;
import licensing.webhook.http.WebhookRelay;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What application.yaml cannot say. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

  // A purchase kept by a dead worker goes to another one after so long, instead of after 5 s.
  private static final Duration DEAD_WORKER = Duration.ofSeconds(1);

  // Signs of life leave as often as activities give them: see Timeouts.heartbeat.
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

  // Nothing in a workflow blocks: a thread that gets no turn for a second has a busy machine.
  static final Duration DEADLOCK = Duration.ofSeconds(5);

  /** A purchase ends on the version that began it, so its process may change with any other. */
  @Bean
  WorkerDeploymentVersion version(
      @Value("${deployment.name}") String name, @Value("${deployment.build-id}") String buildId) {
    return new WorkerDeploymentVersion(name, buildId);
  }

  @Bean
  WorkerOptionsCustomizer workerOptions(WorkerDeploymentVersion version) {
    WorkerDeploymentOptions deployment =
        WorkerDeploymentOptions.newBuilder()
            .setUseVersioning(true)
            .setVersion(version)
            .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
            .build();
    return new WorkerOptionsCustomizer() {
      @Override
      public WorkerOptions.Builder customize(
          WorkerOptions.Builder options, String workerName, String taskQueue) {
        return options
            .setDeploymentOptions(deployment)
            // Else a sale that goes on while the worker stops would be taken for lost.
            .setAllowActivityHeartbeatDuringShutdown(true)
            .setMaxHeartbeatThrottleInterval(SIGN_OF_LIFE)
            .setStickyQueueScheduleToStartTimeout(DEAD_WORKER)
            .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis());
      }
    };
  }

  /** Jobs make no files. */
  @Bean
  @ConditionalOnProperty(name = "spring.temporal.start-workers", matchIfMissing = true)
  DocumentRelay documentRelay(JdbcClient database, TransactionOperations transaction) {
    return new DocumentRelay(database, transaction);
  }

  /** Jobs send no mails. */
  @Bean
  @ConditionalOnProperty(name = "spring.temporal.start-workers", matchIfMissing = true)
  MailRelay mailRelay(
      MailSettings settings,
      Outbox outbox,
      JdbcClient database,
      TransactionOperations transaction,
      GracePeriod grace,
      Clock clock) {
    return new MailRelay(settings, outbox, database, transaction, grace, clock);
  }

  @Bean
  @ConditionalOnProperty(name = "spring.temporal.start-workers", matchIfMissing = true)
  OutboxUpkeep outboxUpkeep(Outbox outbox) {
    return new OutboxUpkeep(outbox);
  }

  @Bean
  @ConditionalOnProperty(name = "spring.temporal.start-workers", matchIfMissing = true)
  WebhookRelay webhookRelay(
      JdbcClient database,
      TransactionOperations transaction,
      Outbox outbox,
      PaymentSecretSettings keys,
      GracePeriod grace,
      WorkflowClient temporal) {
    return new WebhookRelay(database, transaction, outbox, keys, grace, temporal);
  }

  /** A worker that serves must find the schema it was built with; only the job changes it. */
  @Bean
  @ConditionalOnProperty(name = "spring.temporal.start-workers", matchIfMissing = true)
  SmartInitializingSingleton schemaCheck(DataSource database) {
    return new Migrations(database)::validate;
  }
}
