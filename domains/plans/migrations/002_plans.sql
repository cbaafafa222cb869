-- Plans and written documents: a plan is the text of a document of the register and has its id. in_force is the number of
-- the snapshot that everybody reads; follows is last year's plan; proposed_pack is the guideline by which it was proposed.
CREATE TABLE plan (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  year {int},
  state {text} NOT NULL,
  version {int} NOT NULL,
  started_by {id},
  proposed_by {id},
  proposed_by_name {text},
  proposed_at {int},
  proposed_pack {text},
  in_force {int},
  is_published {int} NOT NULL,
  follows {id},
  copied_from {id},
  closed_on {text},
  closing_text {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE plan_section (
  tenant_id {int} NOT NULL,
  plan_id {id} NOT NULL,
  section {text} NOT NULL,
  revision {int} NOT NULL,
  content {text} NOT NULL,
  nothing_because {text},
  is_looked_at {int} NOT NULL,
  changed_by_name {text} NOT NULL,
  changed_at {int} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, section)
) {noun};

-- What somebody has written and not saved: theirs alone, without versions, forgotten after a time.
CREATE TABLE section_draft (
  tenant_id {int} NOT NULL,
  plan_id {id} NOT NULL,
  section {text} NOT NULL,
  person_id {id} NOT NULL,
  content {text} NOT NULL,
  base_revision {int} NOT NULL,
  base {text} NOT NULL,
  saved_at {int} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, section, person_id)
) {table};

-- Exactly what was decided. Never changed; took_part and content are JSON.
CREATE TABLE plan_snapshot (
  tenant_id {int} NOT NULL,
  plan_id {id} NOT NULL,
  number {int} NOT NULL,
  taken_at {int} NOT NULL,
  decided_on {text} NOT NULL,
  decision {text} NOT NULL,
  decided_as {text} NOT NULL,
  decided_by {id},
  decided_by_name {text} NOT NULL,
  stands_in_for {id},
  took_part {text} NOT NULL,
  pack_id {text} NOT NULL,
  pack_version {text} NOT NULL,
  content {text} NOT NULL,
  fingerprint {text} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, number)
) {noun};

-- What lies before whoever decides: documents of the register.
CREATE TABLE plan_paper (
  tenant_id {int} NOT NULL,
  plan_id {id} NOT NULL,
  document_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, document_id)
) {noun};

-- That a body has been heard before the decision, and what it said.
CREATE TABLE consultation (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  version {int} NOT NULL,
  body {text} NOT NULL,
  noted_by {id},
  noted_by_name {text} NOT NULL,
  held_on {text} NOT NULL,
  content {text} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};
