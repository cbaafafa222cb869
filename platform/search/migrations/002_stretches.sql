-- Long texts are indexed in stretches, so that words next to each other are found wherever they stand. A stretch is a row
-- of the index of words, and belongs to the entry that it follows in number.
CREATE TABLE search_stretch (
  tenant_id {int} NOT NULL,
  number {int} NOT NULL,
  entry_number {int} NOT NULL,
  PRIMARY KEY (tenant_id, number)
) {table};

-- Records whose long texts are not indexed yet: their words are cut outside the transaction that brought them.
CREATE TABLE search_waiting (
  tenant_id {int} NOT NULL,
  subject_id {id} NOT NULL,
  subject_kind {text} NOT NULL,
  PRIMARY KEY (tenant_id, subject_id)
) {table};

-- How many stretches follow an entry, and in which rebuild it was made.
ALTER TABLE search_entry ADD COLUMN stretches {int} NOT NULL DEFAULT 0;
ALTER TABLE search_entry ADD COLUMN rebuild {int} NOT NULL DEFAULT 0;

-- Which rebuild is on its way or was the last, whether it is on its way, and what it has done.
ALTER TABLE search_progress ADD COLUMN rebuild {int} NOT NULL DEFAULT 0;
ALTER TABLE search_progress ADD COLUMN is_rebuild {int} NOT NULL DEFAULT 0;
ALTER TABLE search_progress ADD COLUMN records {int} NOT NULL DEFAULT 0;
ALTER TABLE search_progress ADD COLUMN differed {int} NOT NULL DEFAULT 0;
