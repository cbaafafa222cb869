-- What somebody is to be told, written in the same transaction as what it follows from.
CREATE TABLE notice (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  person_id {id} NOT NULL,
  key {text} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  address {text} NOT NULL,
  text_sv {text} NOT NULL,
  text_en {text} NOT NULL,
  is_at_once {int} NOT NULL,
  state {text} NOT NULL,
  noted_at {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {table};
CREATE UNIQUE INDEX notice_by_key ON notice (tenant_id, person_id, key);
CREATE INDEX notice_by_state ON notice (tenant_id, state, is_at_once, person_id);
CREATE INDEX notice_by_age ON notice (tenant_id, noted_at);

-- Lines that a digest has told: none is told to the same person twice.
CREATE TABLE told_line (
  tenant_id {int} NOT NULL,
  person_id {id} NOT NULL,
  key {text} NOT NULL,
  told_at {int} NOT NULL,
  PRIMARY KEY (tenant_id, person_id, key)
) {table};
CREATE INDEX told_line_by_age ON told_line (tenant_id, told_at);

-- Mails to people. What they say is forgotten when they have been sent.
CREATE TABLE mail (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  person_id {id} NOT NULL,
  person_name {text} NOT NULL,
  sort_key {text} NOT NULL,
  recipient {text} NOT NULL,
  kind {text} NOT NULL,
  key {text} NOT NULL,
  title {text} NOT NULL,
  plain {text} NOT NULL,
  html {text} NOT NULL,
  state {text} NOT NULL,
  reason {text} NOT NULL,
  detail {text} NOT NULL,
  attempts {int} NOT NULL,
  send_at {int} NOT NULL,
  made_at {int} NOT NULL,
  sent_at {int},
  holder {text} NOT NULL,
  held_until {int} NOT NULL,
  is_handed_over {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {table};
CREATE UNIQUE INDEX mail_by_key ON mail (tenant_id, person_id, key);
CREATE INDEX mail_by_state ON mail (tenant_id, state, send_at);
CREATE INDEX mail_by_reason ON mail (tenant_id, reason, recipient);
CREATE INDEX mail_by_time ON mail (tenant_id, made_at, id);

-- Each attempt to send a mail, written before it is made.
CREATE TABLE mail_attempt (
  tenant_id {int} NOT NULL,
  mail_id {id} NOT NULL,
  number {int} NOT NULL,
  began_at {int} NOT NULL,
  outcome {text} NOT NULL,
  detail {text} NOT NULL,
  PRIMARY KEY (tenant_id, mail_id, number)
) {table};

-- How often somebody wants a digest; who has not chosen gets one a day.
CREATE TABLE mail_choice (
  tenant_id {int} NOT NULL,
  person_id {id} NOT NULL,
  digest {text} NOT NULL,
  PRIMARY KEY (tenant_id, person_id)
) {table};
