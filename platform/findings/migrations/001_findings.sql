CREATE TABLE adopted_pack (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  pack_id {text} NOT NULL,
  version {text} NOT NULL,
  valid_from {text} NOT NULL,
  source {text} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- By which adopted pack the permissions and findings stand; another one may be in force once its day has come.
CREATE TABLE applied_pack (
  tenant_id {int} NOT NULL PRIMARY KEY,
  adopted_id {id} NOT NULL
) {table};

CREATE TABLE waiver (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  rule {text} NOT NULL,
  reason {text} NOT NULL,
  decision {text} NOT NULL,
  valid_from {text} NOT NULL,
  valid_until {text} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- What is not met, kept so that lists need not evaluate. Derived: `findings rebuild` makes all anew.
CREATE TABLE finding (
  tenant_id {int} NOT NULL,
  subject_id {id} NOT NULL,
  rule {text} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_name {text} NOT NULL,
  sort_key {text} NOT NULL,
  about {text} NOT NULL,
  outcome {text} NOT NULL,
  strength {text} NOT NULL,
  reason_code {text} NOT NULL,
  reason_sv {text} NOT NULL,
  reason_en {text} NOT NULL,
  clauses {text} NOT NULL,
  responsible {text} NOT NULL,
  mend {text} NOT NULL,
  PRIMARY KEY (tenant_id, subject_id, rule)
) {table};
CREATE INDEX finding_by_name ON finding (tenant_id, sort_key, subject_id);
CREATE INDEX finding_by_outcome ON finding (tenant_id, outcome, sort_key);

CREATE TABLE finding_count (
  tenant_id {int} NOT NULL,
  subject_id {id} NOT NULL,
  subject_kind {text} NOT NULL,
  met {int} NOT NULL,
  breached {int} NOT NULL,
  unknown {int} NOT NULL,
  waived {int} NOT NULL,
  documents_present {int} NOT NULL,
  documents_required {int} NOT NULL,
  documents_unknown {int} NOT NULL,
  changes_on {text} NOT NULL,
  PRIMARY KEY (tenant_id, subject_id)
) {table};
CREATE INDEX finding_count_by_change ON finding_count (tenant_id, changes_on);
