-- The list of what is missing, in its order: an index by outcome leads to all of it, which is then put in order for each page.
CREATE INDEX finding_open_by_name ON finding (tenant_id, sort_key, subject_id)
  WHERE outcome IN ('breached', 'unknown') AND strength = 'must';
