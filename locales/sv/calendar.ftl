# Kalender: dagar, veckor, öppettider och tid för åtgärd.

calendar-week = v. { $week }

# Fel i öppettider
calendar-wrong-clock-time = ”{ $value }” är inget klockslag. Skriv timmar och minuter med två siffror var, till exempel 07:30, högst 24:00.
calendar-wrong-interval = ”{ $value }” är ingen öppettid. Skriv från och till med bindestreck emellan, till exempel 07:30-16:00.
calendar-backward-interval = Öppettiden { $value } slutar inte efter att den börjar. Öppet över midnatt skrivs som två öppettider, en per dag.
calendar-overlap = Öppettiderna { $value } och { $other } går in i varandra. Ändra dem eller slå ihop dem till en.
calendar-unknown-time-zone = Tidszonen ”{ $value }” finns inte. Skriv ett namn som Europe/Stockholm.
calendar-unknown-public-holidays = Helgdagar för ”{ $value }” finns inte. Skriv SE, eller utelämna raden om inga helgdagar ska gälla.
calendar-wrong-date = ”{ $value }” är inget datum. Skriv år, månad och dag, till exempel 2026-12-24.
calendar-wrong-month-day = ”{ $value }” är ingen dag på året. Skriv månad och dag, till exempel 12-24.
calendar-repeated-exception = Dagen { $value } har mer än en avvikande öppettid. Behåll en.
calendar-no-opening = Kalendern har inte öppet någon dag. Ange öppettid för minst en veckodag eller ett datum.
calendar-both-days = En avvikande öppettid gäller antingen ett datum (date) eller en dag varje år (month_day), inte båda.

# Fel i kalenderfilen
calendar-wrong-toml = Filen är inte giltig TOML: { $detail }
calendar-unknown-key = Nyckeln ”{ $value }” är okänd här. De som finns är: { $known }.
calendar-missing-key = Nyckeln { $value } saknas.
calendar-wanted-text = { $value } ska vara en text inom citattecken.
calendar-wanted-intervals = { $value } ska vara en lista med öppettider, till exempel ["08:00-12:00", "13:00-17:00"], eller [] för stängt.
calendar-wanted-table = { $value } ska vara ett avsnitt som börjar med [{ $value }].
calendar-wanted-tables = Varje { $value } ska vara ett avsnitt som börjar med [[{ $value }]].

# Frågor som saknar svar
calendar-year-outside = År { $value } ligger utanför kalendern. Ange ett år från { $first } till { $last }.
calendar-never-opens-again = Det finns inte tillräckligt med öppettid efter { $value }. Se över kalenderns öppettider.
calendar-wrong-moment = ”{ $value }” är ingen tidpunkt. Skriv till exempel 2026-11-18T10:15 eller 2026-11-18T10:15:00+01:00.
calendar-wrong-target = ”{ $value }” är ingen åtgärdstid. Skriv arbetsdagar som 1 working day eller 5 working days, eller öppen tid som 4h, 1h30m eller 45s.
calendar-wrong-wait = ”{ $value }” är ingen väntetid. Skriv två tidpunkter med snedstreck emellan.
calendar-backward-wait = Väntetiden { $value } slutar innan den börjar.
