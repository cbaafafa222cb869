-- What is said of the sections of a plan while others look it over. place is the piece of the text that it was said of, from 0;
-- none where it was said of the whole section, or its piece (excerpt) is gone. mark tells whether the piece has changed since;
-- answers is what it answers.
CREATE TABLE section_comment (
  tenant_id {int} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  section {text} NOT NULL,
  place {int},
  mark {text} NOT NULL,
  excerpt {text} NOT NULL,
  content {text} NOT NULL,
  made_by {id},
  made_by_name {text} NOT NULL,
  made_at {int} NOT NULL,
  answers {id},
  settled_at {int},
  settled_by_name {text},
  PRIMARY KEY (tenant_id, id)
) {noun};
