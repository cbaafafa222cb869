# Calendar: days, weeks, opening hours and time to act.

calendar-week = week { $week }
