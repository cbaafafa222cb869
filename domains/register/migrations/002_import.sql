-- A spreadsheet on its way in: its table, how it is understood, and what came of it. Kept for some days, without versions.
CREATE TABLE spreadsheet_import (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  created_at {int} NOT NULL,
  created_by {text} NOT NULL,
  file_name {text} NOT NULL,
  content {text} NOT NULL,
  mapping {text} NOT NULL,
  is_partial {int} NOT NULL,
  state {text} NOT NULL,
  started_at {int},
  report {text} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {table};
