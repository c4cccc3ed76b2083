package licensing.reading;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which purchases need a person at this moment. For support staff only. */
@Component
public final class AttentionList {

  private final JdbcClient database;

  AttentionList(JdbcClient database) {
    this.database = database;
  }

  /**
   * Differs whenever another purchase needs a person, or one for another reason, or no longer, and
   * whenever something else waits for a second person. Reads those alone, which are few.
   */
  public String mark() {
    return database
        .sql(
            """
            select coalesce(md5(string_agg(what, ',' order by what)), 'nobody') from (
              select id || attention as what from purchases where attention is not null
              union all
              select purchase_id || proposes || operator_id from standing_proposals
              join purchases on id = purchase_id
                and (outcome is null or proposes in ('REINSTATE', 'SUSPEND'))) listed
            """)
        .query(String.class)
        .single();
  }
}
