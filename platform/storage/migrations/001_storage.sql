-- Tables of the installation: reached before a tenant is known, and through the Installation handle only.
CREATE TABLE tenant (
  id {int} NOT NULL PRIMARY KEY,
  key {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  created_at {int} NOT NULL
) {table};

CREATE TABLE account (
  id {id} NOT NULL PRIMARY KEY,
  tenant_id {int} NOT NULL REFERENCES tenant (id),
  user_name {text} NOT NULL UNIQUE,
  password_hash {text} NOT NULL,
  person_id {id},
  is_installation_administrator {int} NOT NULL DEFAULT 0,
  is_locked {int} NOT NULL DEFAULT 0,
  language {text} NOT NULL DEFAULT 'sv',
  color_scheme {text} NOT NULL DEFAULT 'auto',
  density {text} NOT NULL DEFAULT 'compact',
  has_shortcuts {int} NOT NULL DEFAULT 1,
  created_at {int} NOT NULL
) {table};
CREATE INDEX account_by_tenant ON account (tenant_id, user_name);

CREATE TABLE session (
  token_hash {text} NOT NULL PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account (id),
  csrf_token {text} NOT NULL,
  created_at {int} NOT NULL,
  expires_at {int} NOT NULL
) {table};
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE api_token (
  id {id} NOT NULL PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account (id),
  token_hash {text} NOT NULL UNIQUE,
  scopes {text},
  created_at {int} NOT NULL,
  expires_at {int} NOT NULL,
  revoked_at {int}
) {table};
CREATE INDEX api_token_by_account ON api_token (account_id);

CREATE TABLE wrong_attempt (
  subject {text} NOT NULL PRIMARY KEY,
  attempts {int} NOT NULL,
  first_at {int} NOT NULL,
  blocked_until {int} NOT NULL
) {table};

-- Tables of tenants.
CREATE TABLE audit_head (
  tenant_id {int} NOT NULL PRIMARY KEY,
  sequence {int} NOT NULL,
  hash {text} NOT NULL,
  at {int} NOT NULL
) {table};

CREATE TABLE audit_event (
  tenant_id {int} NOT NULL,
  sequence {int} NOT NULL,
  at {int} NOT NULL,
  actor_kind {text} NOT NULL,
  actor {text} NOT NULL,
  on_behalf_of {text},
  action {text} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {id},
  salt {text} NOT NULL,
  content {text},
  content_hash {text} NOT NULL,
  previous_hash {text} NOT NULL,
  hash {text} NOT NULL,
  PRIMARY KEY (tenant_id, sequence)
) {table};
CREATE INDEX audit_event_by_subject ON audit_event (tenant_id, subject_kind, subject_id, sequence);

CREATE TABLE idempotency_key (
  tenant_id {int} NOT NULL,
  account {text} NOT NULL,
  key {text} NOT NULL,
  request_hash {text} NOT NULL,
  answer {text} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (tenant_id, account, key)
) {table};
CREATE INDEX idempotency_key_by_age ON idempotency_key (tenant_id, at);
