-- By what the keeper of a hook was told that it was switched off, until somebody sees to it.
ALTER TABLE web_hook_progress ADD COLUMN notice_person_id {id};
ALTER TABLE web_hook_progress ADD COLUMN notice_key {text};
