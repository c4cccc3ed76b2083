/**
 * The five steps as a workflow of DBOS Transact, which keeps what was done in PostgreSQL and runs
 * inside the application, as its documentation proposes.
 */
@NullMarked
package licensing.bench.dbos;

import org.jspecify.annotations.NullMarked;
