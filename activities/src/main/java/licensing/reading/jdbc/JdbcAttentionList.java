package licensing.reading.jdbc;

import licensing.reading.AttentionList;
import org.springframework.jdbc.core.simple.JdbcClient;

record JdbcAttentionList(JdbcClient database) implements AttentionList {

  /** Reads those that need a person, and what waits for a second one, which are few. */
  @Override
  public String mark() {
    return database
        .sql(
            """
            select coalesce(md5(string_agg(what, ',' order by what)), 'nobody') from (
              select id || attention as what from purchases where attention is not null
              union all
              select purchase_id || proposes || operator from standing_proposals) listed
            """)
        .query(String.class)
        .single();
  }
}
