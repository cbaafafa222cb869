-- Files: what they are called and belong to, their editions, and their content in pieces.
CREATE TABLE file (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  sort_key {text} NOT NULL,
  edition {int} NOT NULL,
  withdrawn_on {text},
  withdrawn_because {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE file_edition (
  tenant_id {int} NOT NULL,
  file_id {id} NOT NULL,
  number {int} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  size_bytes {int} NOT NULL,
  sha256 {text} NOT NULL,
  content_id {id} NOT NULL,
  is_scanned {int} NOT NULL,
  added_at {int} NOT NULL,
  added_by {text} NOT NULL,
  added_by_person {id},
  PRIMARY KEY (tenant_id, file_id, number)
) {noun};

-- The same content is kept once in a federation, whatever the number of files that hold it.
CREATE TABLE file_content (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  sha256 {text} NOT NULL,
  size_bytes {int} NOT NULL,
  disposed_on {text},
  PRIMARY KEY (tenant_id, id)
) {table};
CREATE INDEX file_content_by_hash ON file_content (tenant_id, sha256);

CREATE TABLE file_chunk (
  tenant_id {int} NOT NULL,
  content_id {id} NOT NULL,
  place {int} NOT NULL,
  bytes {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, content_id, place)
) {table};

-- The words of a content, for the search.
CREATE TABLE file_text (
  tenant_id {int} NOT NULL,
  content_id {id} NOT NULL,
  text {text} NOT NULL,
  PRIMARY KEY (tenant_id, content_id)
) {table};
