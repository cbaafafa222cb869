-- Groups: bodies that a guideline names, formed at a system, an object or an organisation.
CREATE TABLE forum (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  sort_key {text} NOT NULL,
  body {text} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  notes {text} NOT NULL,
  valid_from {text} NOT NULL,
  valid_to {text},
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- A seat by role has no person: it follows whoever holds the role. A seat by name has no role.
CREATE TABLE forum_member (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  forum_id {id} NOT NULL,
  role {text} NOT NULL,
  person_id {id},
  is_chair {int} NOT NULL,
  is_convener {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};
