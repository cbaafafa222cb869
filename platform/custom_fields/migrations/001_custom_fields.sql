-- The fields that a federation has added to its records. Never deleted: retired.
CREATE TABLE custom_field (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  revision {int} NOT NULL,
  updated_at {int} NOT NULL,
  record_kind {text} NOT NULL,
  field_key {text} NOT NULL,
  field_type {text} NOT NULL,
  label_sv {text} NOT NULL,
  label_en {text} NOT NULL,
  help_sv {text} NOT NULL,
  help_en {text} NOT NULL,
  section_sv {text} NOT NULL,
  section_en {text} NOT NULL,
  is_required {int} NOT NULL,
  place {int} NOT NULL,
  choices {text} NOT NULL,
  retired_choices {text} NOT NULL,
  retired_on {text},
  sort_key {text} NOT NULL,
  PRIMARY KEY (tenant_id, id)
) {noun};

-- What records have in them: one row for each field of a record that has a value. The sort key orders the values of a
-- field, whatever its type; the folded text is what a search in it reads.
CREATE TABLE custom_value (
  tenant_id {int} NOT NULL,
  record_id {id} NOT NULL,
  field_id {id} NOT NULL,
  text_value {text},
  number_value {int},
  reference_id {id},
  sort_key {text} NOT NULL,
  folded {text} NOT NULL,
  PRIMARY KEY (tenant_id, record_id, field_id)
) {noun};
