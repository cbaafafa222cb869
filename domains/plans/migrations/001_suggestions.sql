-- What people suggest that systems should become, in a list that everyone who uses them reads.
-- answer is why it is declined or how it was carried out; joined_into leads to the suggestion that it became a part of.
CREATE TABLE suggestion (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  system_id {id} NOT NULL,
  title {text} NOT NULL,
  content {text},
  made_by {id},
  made_by_name {text} NOT NULL,
  made_at {int} NOT NULL,
  benefit {int},
  effort {int},
  state {text} NOT NULL,
  joined_into {id},
  answer {text},
  answered_by_name {text},
  answered_at {int},
  PRIMARY KEY (tenant_id, id)
) {noun};
