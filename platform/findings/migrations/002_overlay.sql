-- A federation's own entries over the pack, as the text that was decided; empty: none. And on what it rests.
ALTER TABLE adopted_pack ADD COLUMN overlay {text} NOT NULL DEFAULT '';
ALTER TABLE adopted_pack ADD COLUMN decision {text} NOT NULL DEFAULT '';
ALTER TABLE adopted_pack ADD COLUMN reason {text} NOT NULL DEFAULT '';
