-- What the program does by itself, for each federation (0: for the installation): one copy of the program at a time has
-- it, until it says that it is done or its time with it is over.
CREATE TABLE job (
  name {text} NOT NULL,
  tenant_id {int} NOT NULL,
  next_at {int} NOT NULL,
  holder {text} NOT NULL DEFAULT '',
  held_until {int} NOT NULL DEFAULT 0,
  failures {int} NOT NULL DEFAULT 0,
  problem {text} NOT NULL DEFAULT '',
  PRIMARY KEY (name, tenant_id)
) {table};
CREATE INDEX job_by_time ON job (next_at);

-- The secret address of somebody's calendar, as a hash.
CREATE TABLE feed_address (
  account_id {id} NOT NULL PRIMARY KEY REFERENCES account (id),
  secret_hash {text} NOT NULL UNIQUE,
  made_at {int} NOT NULL
) {table};
