-- The index that orders the values of a field named the record too, so that PostgreSQL looked in it for the value of one record
-- and read all values of the field. One without the record is made in its place.
DROP INDEX IF EXISTS custom_value_by_field_id_sort_key_record_id;
DROP INDEX IF EXISTS custom_value_version_by_field_id_sort_key_record_id;
