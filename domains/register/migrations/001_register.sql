-- The register: systems and who uses them, management objects, documents.
CREATE TABLE system (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  name {text} NOT NULL,
  short_description {text},
  kind {text} NOT NULL,
  local_number {text},
  organisation {id} NOT NULL,
  category {text},
  common_system {text},
  business_areas {text},
  size {text},
  importance {text},
  personal_data {int},
  sensitive_data {int},
  operation_form {text},
  technical_management {text},
  business_management {text},
  supplier {id},
  has_integrations {int},
  service_address {text},
  lifecycle_state {text} NOT NULL,
  idea_from {text},
  procurement_from {text},
  introduction_from {text},
  in_operation_from {text},
  phase_out_from {text},
  retired_from {text},
  notes {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE system_use (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  system_id {id} NOT NULL,
  organisation {id} NOT NULL,
  unit {id},
  number_of_users {int},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE managed_object (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  name {text} NOT NULL,
  description {text},
  kind {text} NOT NULL,
  organisation {id} NOT NULL,
  grouping_basis {text},
  business_areas {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

CREATE TABLE object_system (
  tenant_id {int} NOT NULL,
  object_id {id} NOT NULL,
  system_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, object_id, system_id)
) {noun};

CREATE TABLE document (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  sort_key {text} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  withdrawn_on {text},
  withdrawn_because {text},
  document_type {text} NOT NULL,
  name {text} NOT NULL,
  owner {id},
  date {text},
  version {text},
  review_date {text},
  year {int},
  decided_on {text},
  decision {text},
  link {text},
  number {text},
  PRIMARY KEY (tenant_id, id)
) {noun};

-- The last number given to a numbered type of document in a year. Read and written under the writer's lock only.
CREATE TABLE document_counter (
  tenant_id {int} NOT NULL,
  document_type {text} NOT NULL,
  year {int} NOT NULL,
  last_number {int} NOT NULL,
  PRIMARY KEY (tenant_id, document_type, year)
) {table};
