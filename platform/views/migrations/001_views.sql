-- Views of lists that people have saved: the list, and the query of its address. A view that is shared with an
-- organisation is seen by those who are employed there.
CREATE TABLE saved_view (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  list {text} NOT NULL,
  name {text} NOT NULL,
  sort_key {text} NOT NULL,
  query {text} NOT NULL,
  owner_id {id} NOT NULL,
  owner_name {text} NOT NULL,
  shared_with {text} NOT NULL,
  organisation_id {id},
  updated_at {int} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- The view that somebody begins with.
CREATE TABLE start_view (
  tenant_id {int} NOT NULL,
  person_id {id} NOT NULL,
  view_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, person_id)
) {table};

-- Views that are sent as files: to whom, on which days, and how it went last. One that has ended stays to be seen.
CREATE TABLE view_mailing (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  view_id {id} NOT NULL,
  person_id {id} NOT NULL,
  person_name {text} NOT NULL,
  ordered_by_id {id} NOT NULL,
  rhythm {text} NOT NULL,
  month_day {int},
  next_on {text} NOT NULL,
  last_on {text},
  last_outcome {text} NOT NULL,
  ended_on {text},
  PRIMARY KEY (tenant_id, id)
) {table};
CREATE INDEX view_mailing_by_view ON view_mailing (tenant_id, view_id, id);
CREATE INDEX view_mailing_by_person ON view_mailing (tenant_id, person_id, id);
CREATE INDEX view_mailing_by_day ON view_mailing (tenant_id, next_on, id);
