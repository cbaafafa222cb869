-- Changes of many records alike: who made which, what came of each record, and what it undoes.

CREATE TABLE bulk_change (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  kind {text} NOT NULL,
  fields {text} NOT NULL,
  reason {text},
  undoes {id},
  undone_by {id},
  state {text} NOT NULL,
  planned_by {id},
  planned_by_name {text} NOT NULL,
  planned_at {int} NOT NULL,
  carried_out_at {int},
  total {int} NOT NULL,
  waiting {int} NOT NULL,
  done {int} NOT NULL,
  left_out {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- One record of such a change, as it was seen when it was planned, and what came of it.
CREATE TABLE bulk_change_record (
  tenant_id {int} NOT NULL,
  bulk_id {id} NOT NULL,
  place {int} NOT NULL,
  record_id {id} NOT NULL,
  asked_at {id} NOT NULL,
  name {text} NOT NULL,
  seen_revision {int} NOT NULL,
  outcome {text} NOT NULL,
  changes {text} NOT NULL,
  why {text} NOT NULL,
  PRIMARY KEY (tenant_id, bulk_id, place)
) {table};
