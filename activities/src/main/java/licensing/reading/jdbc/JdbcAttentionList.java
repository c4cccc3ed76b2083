package licensing.reading.jdbc;

import licensing.reading.AttentionList;
import org.springframework.jdbc.core.simple.JdbcClient;

record JdbcAttentionList(JdbcClient database) implements AttentionList {

  /** Reads the partial index of those that need a person, which are few. */
  @Override
  public String mark() {
    return database
        .sql(
            """
            select coalesce(md5(string_agg(id || attention, ',' order by id)), 'nobody')
            from purchases where attention is not null
            """)
        .query(String.class)
        .single();
  }
}
