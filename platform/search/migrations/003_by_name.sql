-- Of a word that very many records hold, the hits are read in the order of their names, from the first on.
CREATE INDEX search_entry_by_name ON search_entry (tenant_id, subject_kind, sort_key, subject_id, number);
