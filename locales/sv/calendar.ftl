# Kalender: dagar, veckor, öppettider och tid för åtgärd.

calendar-week = v. { $week }
