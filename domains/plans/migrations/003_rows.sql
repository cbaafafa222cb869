-- The rows of plans: what is needed, what it shall lead to, what is done and released, what it takes and who answers for what.
-- Each stands at its place in one plan; the columns after sort_key are the fields of its record, in their order.
CREATE TABLE need (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  revision {int} NOT NULL,
  place {int} NOT NULL,
  sort_key {text} NOT NULL,
  title {text} NOT NULL,
  description {text},
  party {text},
  organisation {id},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE goal (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  revision {int} NOT NULL,
  place {int} NOT NULL,
  sort_key {text} NOT NULL,
  title {text} NOT NULL,
  kind {text},
  party {text},
  measure {text},
  target {text},
  state {text} NOT NULL,
  outcome {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE activity (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  revision {int} NOT NULL,
  place {int} NOT NULL,
  sort_key {text} NOT NULL,
  title {text} NOT NULL,
  description {text},
  kind {text},
  system {id},
  goal {id},
  party {text},
  responsible {id},
  starts_on {text},
  ends_on {text},
  cost {int},
  account_group {text},
  priority {int},
  state {text} NOT NULL,
  outcome_cost {int},
  outcome {text},
  suggestion {id},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE planned_release (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  revision {int} NOT NULL,
  place {int} NOT NULL,
  sort_key {text} NOT NULL,
  name {text} NOT NULL,
  system {id},
  planned_on {text},
  test_on {text},
  state {text} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE resource_need (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  revision {int} NOT NULL,
  place {int} NOT NULL,
  sort_key {text} NOT NULL,
  role {text},
  person {id},
  hours {int},
  note {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE budget_line (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  revision {int} NOT NULL,
  place {int} NOT NULL,
  sort_key {text} NOT NULL,
  account_group {text},
  year {int} NOT NULL,
  amount {int} NOT NULL,
  outcome_cost {int},
  note {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE responsibility (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  revision {int} NOT NULL,
  place {int} NOT NULL,
  sort_key {text} NOT NULL,
  task {text} NOT NULL,
  party {text} NOT NULL,
  pays {text},
  note {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE support_path (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  revision {int} NOT NULL,
  place {int} NOT NULL,
  sort_key {text} NOT NULL,
  party {text} NOT NULL,
  contact {text},
  questions {text},
  reached_by {text},
  PRIMARY KEY (tenant_id, id)
) {noun};
