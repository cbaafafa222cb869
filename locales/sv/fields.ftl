# Egna fält: vad en samverkan själv har lagt till.

custom-section = Egna fält
custom-retired = { $name } (avvecklat)
custom-filter-from = { $name } från
custom-filter-until = { $name } till och med
objection-retired-field = Fältet används inte längre.
