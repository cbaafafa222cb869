-- How many gaps there are in all is summed from the index alone.
CREATE INDEX finding_count_open ON finding_count (tenant_id, subject_kind, subject_id, breached, unknown)
  WHERE breached + unknown > 0;
