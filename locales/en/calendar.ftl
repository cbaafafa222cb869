# Calendar: days, weeks, opening hours and time to act.

calendar-week = week { $week }

# Faults in opening hours
calendar-wrong-clock-time = “{ $value }” is not a time of day. Write hours and minutes with two digits each, such as 07:30, at most 24:00.
calendar-wrong-interval = “{ $value }” is not an opening interval. Write from and to with a hyphen between them, such as 07:30-16:00.
calendar-backward-interval = The opening interval { $value } does not end after it begins. Hours that pass midnight are written as two intervals, one per day.
calendar-overlap = The opening intervals { $value } and { $other } overlap. Change them or make them one.
calendar-unknown-time-zone = There is no time zone “{ $value }”. Write a name such as Europe/Stockholm.
calendar-unknown-public-holidays = There are no public holidays for “{ $value }”. Write SE, or leave the line out if no public holidays apply.
calendar-wrong-date = “{ $value }” is not a date. Write year, month and day, such as 2026-12-24.
calendar-wrong-month-day = “{ $value }” is not a day of the year. Write month and day, such as 12-24.
calendar-repeated-exception = The day { $value } has more than one exception. Keep one.
calendar-no-opening = The calendar is never open. Give opening hours for at least one weekday or date.
calendar-both-days = An exception is either for one date (date) or for a day of every year (month_day), not both.

# Faults in the calendar file
calendar-wrong-toml = The file is not valid TOML: { $detail }
calendar-unknown-key = The key “{ $value }” is not known here. The known ones are: { $known }.
calendar-missing-key = The key { $value } is missing.
calendar-wanted-text = { $value } must be a text in quotation marks.
calendar-wanted-intervals = { $value } must be a list of opening intervals, such as ["08:00-12:00", "13:00-17:00"], or [] for closed.
calendar-wanted-table = { $value } must be a section that begins with [{ $value }].
calendar-wanted-tables = Each { $value } must be a section that begins with [[{ $value }]].

# Questions without an answer
calendar-year-outside = The year { $value } lies outside the calendar. Give a year from { $first } to { $last }.
calendar-never-opens-again = There is not enough opening time after { $value }. Look over the opening hours of the calendar.
calendar-wrong-moment = “{ $value }” is not a moment in time. Write for example 2026-11-18T10:15 or 2026-11-18T10:15:00+01:00.
calendar-wrong-target = “{ $value }” is not a target. Write working days such as 1 working day or 5 working days, or open time such as 4h, 1h30m or 45s.
calendar-wrong-wait = “{ $value }” is not a wait. Write two moments with a slash between them.
calendar-backward-wait = The wait { $value } ends before it begins.
