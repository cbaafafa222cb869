-- The fingerprint of what a room above has written of a document; none for one that is not written here.
ALTER TABLE document ADD COLUMN content_fingerprint {text};
