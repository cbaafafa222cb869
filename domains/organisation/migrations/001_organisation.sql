CREATE TABLE organisation (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  sort_key {text} NOT NULL,
  kind {text} NOT NULL,
  parent_id {id},
  local_number {text} NOT NULL,
  organisation_number {text} NOT NULL,
  runs_it {int},
  is_own {int} NOT NULL,
  website {text} NOT NULL,
  notes {text} NOT NULL,
  valid_from {text},
  valid_to {text},
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- Every organisation that one lies within, itself included at distance 0.
CREATE TABLE organisation_ancestor (
  tenant_id {int} NOT NULL,
  organisation_id {id} NOT NULL,
  ancestor_id {id} NOT NULL,
  distance {int} NOT NULL,
  PRIMARY KEY (tenant_id, organisation_id, ancestor_id)
) {noun};

CREATE TABLE unit (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  sort_key {text} NOT NULL,
  organisation_id {id} NOT NULL,
  parent_id {id},
  valid_to {text},
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE site (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  sort_key {text} NOT NULL,
  organisation_id {id} NOT NULL,
  address {text} NOT NULL,
  valid_to {text},
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE person (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  sort_key {text} NOT NULL,
  title {text} NOT NULL,
  email {text} NOT NULL,
  phone {text} NOT NULL,
  kind {text} NOT NULL,
  organisation_id {id},
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE employment (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  person_id {id} NOT NULL,
  organisation_id {id} NOT NULL,
  unit_id {id},
  manager_id {id},
  valid_from {text} NOT NULL,
  valid_to {text},
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- counts_from and counts_to are the days on which the holder really holds the role: the assignment's own days, cut by
-- the holder's employment. Both are null when there is no such day.
CREATE TABLE role_assignment (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  role {text} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  person_id {id},
  organisation_id {id},
  body {text} NOT NULL,
  valid_from {text} NOT NULL,
  valid_to {text},
  counts_from {text},
  counts_to {text},
  appointed_by {text} NOT NULL,
  decision {text} NOT NULL,
  deputy_id {id},
  deputy_from {text},
  deputy_to {text},
  is_withdrawn {int} NOT NULL,
  revision {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};
