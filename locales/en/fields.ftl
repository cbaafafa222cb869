# Custom fields: what a federation has added by itself.

custom-section = Custom fields
custom-retired = { $name } (retired)
custom-filter-from = { $name } from
custom-filter-until = { $name } until
objection-retired-field = The field is no longer in use.
