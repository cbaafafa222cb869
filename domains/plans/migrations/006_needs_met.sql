-- The need that an activity meets; both are rows of one plan.
ALTER TABLE activity ADD COLUMN need {id};
