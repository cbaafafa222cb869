-- The list of mails is sorted by person too.
CREATE INDEX mail_by_person ON mail (tenant_id, sort_key, id);
