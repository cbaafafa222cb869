-- The colour of an organisation, for what is printed in its name.
ALTER TABLE organisation ADD COLUMN accent {text} NOT NULL DEFAULT '';
