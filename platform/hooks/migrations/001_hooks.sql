-- Addresses that the federation wants to be told at. Its secret is computed and stands nowhere: what is kept is its number
-- and a print by which two secrets are told apart.
CREATE TABLE web_hook (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  name {text} NOT NULL,
  address {text} NOT NULL,
  happenings {text} NOT NULL,
  is_active {int} NOT NULL,
  person_id {id},
  secret_number {int} NOT NULL,
  secret_print {text} NOT NULL,
  sort_key {text} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- How far along the audit log each of them has come, and how it goes.
CREATE TABLE web_hook_progress (
  tenant_id {int} NOT NULL,
  hook_id {id} NOT NULL,
  told_until {int} NOT NULL,
  failures {int} NOT NULL,
  rests_until {int} NOT NULL,
  PRIMARY KEY (tenant_id, hook_id)
) {table};

-- What is told: one row for each hook and event. `send_at` is when it may be taken, also from a copy that has it.
CREATE TABLE web_hook_delivery (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  hook_id {id} NOT NULL,
  sequence {int} NOT NULL,
  action {text} NOT NULL,
  body {text} NOT NULL,
  state {text} NOT NULL,
  reason {text} NOT NULL,
  detail {text} NOT NULL,
  answer_code {int},
  attempts {int} NOT NULL,
  send_at {int} NOT NULL,
  made_at {int} NOT NULL,
  ended_at {int},
  holder {text} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {table};
CREATE UNIQUE INDEX web_hook_delivery_by_event ON web_hook_delivery (tenant_id, hook_id, sequence);
CREATE INDEX web_hook_delivery_by_state ON web_hook_delivery (tenant_id, state, send_at);
CREATE INDEX web_hook_delivery_by_hook ON web_hook_delivery (tenant_id, hook_id, made_at, id);
CREATE INDEX web_hook_delivery_by_time ON web_hook_delivery (tenant_id, made_at, id);
