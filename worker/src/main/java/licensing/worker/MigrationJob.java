package licensing.worker;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import licensing.db.Migrations;
import licensing.evidence.EvidenceStore;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Prepares database and namespace for what this version needs; repeatable. */
@Component
class MigrationJob {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationJob.class);

  private final DataSource database;
  private final EvidenceStore evidence;
  private final WorkflowClient temporal;
  private final CurrentVersion current;

  MigrationJob(
      DataSource database,
      EvidenceStore evidence,
      WorkflowClient temporal,
      CurrentVersion current) {
    this.database = database;
    this.evidence = evidence;
    this.temporal = temporal;
    this.current = current;
  }

  /** All that it can. */
  void run() {
    prepareDatabase();
    prepareTemporal();
  }

  void prepareDatabase() {
    boolean apart = new Migrations(database).apply();
    LOG.info("the schema is up to date");
    if (!apart) {
      LOG.warn(
          "the roles licensing_worker and licensing_console are missing: console and worker have to"
              + " log in as the owner of the tables, and may change what is only added");
    }
    LOG.info(
        "the evidence of {} past purchases was missing and is written", evidence.keepMissing());
  }

  void prepareTemporal() {
    registerSearchAttributes();
    LOG.info("the search attributes are registered");
    new AuditSchedule(temporal).create();
    LOG.info("audits are scheduled");
    current.setFirst();
    LOG.info("the workers have a current version");
  }

  /** Only what is missing: registering one again is an error on some servers. */
  private void registerSearchAttributes() {
    WorkflowServiceStubs service = temporal.getWorkflowServiceStubs();
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(service.getRawChannel())
                .validateAndBuildWithDefaults());
    String namespace = temporal.getOptions().getNamespace();
    Map<String, IndexedValueType> missing = new HashMap<>(PurchaseSearchAttributes.REGISTERED);
    missing
        .keySet()
        .removeAll(
            operator
                .blockingStub()
                .listSearchAttributes(
                    ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
                .getCustomAttributesMap()
                .keySet());
    if (!missing.isEmpty()) {
      operator
          .blockingStub()
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(namespace)
                  .putAllSearchAttributes(missing)
                  .build());
    }
  }
}
