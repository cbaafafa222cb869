-- What a person may do, and where. Made from assignments and employments; the check and the list filter both read it.
CREATE TABLE permission_grant (
  tenant_id {int} NOT NULL,
  source_id {id} NOT NULL,
  person_id {id} NOT NULL,
  core_function {text} NOT NULL,
  subject_id {id} NOT NULL,
  home_id {id},
  valid_from {text} NOT NULL,
  valid_to {text} NOT NULL,
  PRIMARY KEY (tenant_id, source_id, person_id, core_function)
) {table};
CREATE INDEX permission_grant_by_person ON permission_grant (tenant_id, person_id, core_function);

CREATE TABLE function_permission (
  tenant_id {int} NOT NULL,
  core_function {text} NOT NULL,
  permission {text} NOT NULL,
  scope {text} NOT NULL,
  reaches_use {int} NOT NULL,
  PRIMARY KEY (tenant_id, permission, core_function)
) {table};

-- What a subject lies within: itself, its objects, the organisation that owns it and those above it; and, by use, the
-- organisations that use it and those above them.
CREATE TABLE reach (
  tenant_id {int} NOT NULL,
  subject_id {id} NOT NULL,
  within_id {id} NOT NULL,
  by_use {int} NOT NULL,
  PRIMARY KEY (tenant_id, subject_id, within_id)
) {table};
CREATE INDEX reach_by_whole ON reach (tenant_id, within_id, subject_id);
