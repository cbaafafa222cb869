-- Since when what an owner confirmed is changed by somebody else.
ALTER TABLE system_confirmation ADD COLUMN broken_on {text};
