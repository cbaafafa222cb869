-- The day on which whoever was appointed was asked: from then on runs the time that they have to answer.
ALTER TABLE role_assignment ADD COLUMN asked_on {text};
