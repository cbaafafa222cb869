-- Which row of the index of words is about which record, and who may see it. Made anew from the records at any time.
CREATE TABLE search_entry (
  tenant_id {int} NOT NULL,
  number {int} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  seen_id {id} NOT NULL,
  base_permission {text} NOT NULL,
  permission {text} NOT NULL,
  sort_key {text} NOT NULL,
  words_hash {text} NOT NULL,
  PRIMARY KEY (tenant_id, number)
) {table};
CREATE INDEX search_entry_by_subject ON search_entry (tenant_id, subject_id);

-- How far the index has come, of a federation that had records before there was one.
CREATE TABLE search_progress (
  tenant_id {int} NOT NULL,
  version {int} NOT NULL,
  subject_kind {text} NOT NULL,
  after_id {id},
  PRIMARY KEY (tenant_id)
) {table};

{word_index};
