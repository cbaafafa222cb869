-- With which fields of its record a field is read; what was there before is read by whoever sees the record.
ALTER TABLE custom_field ADD COLUMN field_group {text} NOT NULL DEFAULT 'base';
