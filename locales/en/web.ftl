# The shell and the parts that pages are made of.

skip-to-content = Skip to the content
menu = Menu
rail-fold = Fold
rail-unfold = Unfold
menu-show = Show the menu
rooms = Rooms
breadcrumbs = You are here
close = Close

room-start = Start
room-register = Register
room-administration = Administration

search = Search
search-placeholder = Search

as-of = Show as it was on another date
as-of-today = Today
as-of-label = Show as it was on
as-of-show = Show
as-of-band = This is how it was on { $day }
as-of-read-only = Nothing can be changed in this view.
as-of-back = Back to today

waiting-for-me =
    { $all } waiting for you: { $gaps ->
        [one] 1 gap
       *[other] { $gaps } gaps
    } and { $notices ->
        [one] 1 notice
       *[other] { $notices } notices
    }

user-menu = { $name }, settings and sign-out
sign-out = Sign out
settings-save = Save the settings
language = Language
language-sv = Swedish
language-en = English
colours = Colours
colours-auto = As the computer
colours-light = Light
colours-dark = Dark
density = Density
density-compact = Compact
density-comfortable = Comfortable
shortcuts = Keyboard shortcuts
shortcuts-on = On
shortcuts-off = Off

keys-title = Keyboard shortcuts
keys-off-hint = They can be switched off among the settings under your name.
key-search = Search
key-help = Show this help
key-rows = Next and previous row
key-open = Show the row beside the list
key-choose = Choose the row
key-choose-range = Choose the rows from the one last chosen to this one
key-edit = Edit
key-new = Create new
key-back = Close or go back

print-today = Printed { $today }
print-as-of = As of { $day }, printed { $today }

save = Save
cancel = Cancel
copy-link = Copy the link
copied = The link is copied
copy = Copy
copy-done = Copied
value-absent = Not stated

sign-in-title = Sign in
sign-in-user-name = User name
sign-in-password = Password
sign-in = Sign in
sign-in-wrong = The user name or the password is wrong. Try again, or ask your administrator for a new password.
sign-in-too-many =
    { $minutes ->
        [one] Too many attempts. Wait a minute and try again.
       *[other] Too many attempts. Wait { $minutes } minutes and try again.
    }
sign-in-again = You have been signed out. Sign in again and you come back to the same page.
signed-out = You are signed out.

error-not-found-title = There is no such page
error-not-found-text = The address is wrong, or you have no access to what is there.
error-refused-title = You have no permission
error-refused-text = Your role does not allow this. Ask the manager of the system or your administrator for help.
error-csrf-title = The form is no longer valid
error-csrf-text = You have signed in anew since the page was opened. Send what you wrote once more.
error-too-large-title = What you sent is too large
error-too-large-text = Split the file or shorten the text and try again.
error-bad-request-title = What was sent could not be understood
error-bad-request-text = Load the page anew and try again.
error-unavailable-title = Vidmakt is busy at the moment
error-unavailable-text = Nothing has been saved. Wait a moment and try again.
error-too-many-uploads = Many files are coming in at the moment. No files were taken. Wait half a minute and send them again.
error-unsure-title = It is not known whether it was saved
error-unsure-text = The connection to the database was lost at the very moment of saving. Look whether it is saved before you do it again.
error-unsure-again = The connection to the database was lost at the very moment of saving. Send it again: what is saved already is not saved twice.
error-unsure-key = The connection to the database was lost at the very moment of saving. Send the same request again with the same Idempotency-Key: it is carried out only once.
error-failed-title = Something went wrong
error-failed-text = Nothing has been saved. The failure is logged. Try again, and tell the support if it happens again.
error-other-account-title = The form belongs to another account
error-other-account-text = It was written by somebody signed in with another account, so nothing is saved. Sign in with that account in a new tab, come back here and send it again.
error-session-ended-title = You have been signed out
error-session-ended-text = Nothing is saved yet. Sign in in a new tab, come back here and send what you wrote once more.
error-resend-text = What you wrote is still on this page.
error-resend-files = Files have to be chosen again on the page of the form.
error-resend = Send again
error-reference = Give the reference { $reference } when you contact the support.
error-status = Error code { $status }
error-to-start = To the start page
error-to-sign-in = Sign in
error-go-back = Back to the previous page

form-required = (required)
form-date-form = yyyy-mm-dd
form-date-hint = Write yyyy-mm-dd.
form-link-hint = Begin with https://
form-choose = Choose
form-which-is-meant = Which do you mean?
form-yes = Yes
form-no = No
form-unknown = Not known
form-errors =
    { $count ->
        [one] One field needs to be corrected
       *[other] { $count } fields need to be corrected
    }

conflict-title = Somebody else has changed the same record
conflict-text = { $who } saved at { $when }, while you were writing. Nothing that you wrote is lost. Choose for each field what is to stand.
conflict-field = Field
conflict-theirs = Saved by the other
conflict-yours = Yours
conflict-save = Save the choice

table-filter = Filter the list
table-filters =
    { $count ->
        [0] Filters
       *[other] Filters ({ $count })
    }
table-apply = Filter
table-more-filters = More filters
table-all = All
table-active-filters = Active filters
table-remove-filter = Remove the filter { $filter }
table-remove-all = Remove all filters
filter-picked-elsewhere = chosen on another page
filter-unnamed = Selection
table-columns = Columns
table-columns-shown = Columns shown
table-columns-show = Show
table-export = Export
list-as-csv = CSV file
list-as-xlsx = XLSX file (spreadsheet)
list-shown-as-csv = CSV file, the columns that are shown
list-shown-as-xlsx = XLSX file, the columns that are shown
table-pages = Pages
table-first = First page
table-previous = Previous
table-next = Next
table-range =
    { $total ->
        [0] No rows
       *[other] { $from }–{ $to } of { $total }
    }
chosen-rows = Chosen rows
chosen-row = Choose { $name }
chosen-page = Choose all on this page
chosen-one = 1 row chosen
chosen-several = # rows chosen
chosen-all = All { $count } that match
chosen-told-all = All { $count } that match are chosen
chosen-none = Clear the choice
drawer-whole-page = Open the page
drawer-close = Close
filter-no-such-name = Nobody and nothing has that name.
filter-several-names = Several fit. Which one do you mean?
table-no-match-title = Nothing matches the filters
table-no-match-text = Remove a filter or search for another word.

outcome-met = Met
outcome-breached = Breached
outcome-unknown = Unknown
outcome-not-applicable = Not applicable
outcome-waived = Waived

missing-title = Missing
missing-count = { $missing } of { $demands } demands
missing-nothing =
    { $demands ->
        [0] The guideline demands nothing here.
        [one] Nothing is missing. The only demand is met.
       *[other] Nothing is missing. All { $demands } demands are met.
    }
missing-responsible = Responsible: { $who }
missing-mended-by = Done by { $who }
missing-undecided =
    { $count ->
        [one] One demand cannot be judged yet.
       *[other] { $count } demands cannot be judged yet.
    }
missing-fill = Fill in
missing-undecided-shown = Show the demands
missing-all = Show all demands

why = Why?
why-must = Must
why-should = Should

history = History
history-field = Field
history-before = Before
history-after = After
history-erased = the content is erased
history-because = Basis:
history-empty-title = No history yet
history-empty-text = Every change is shown here with time, person and decision.
history-pages = Pages of the history
history-older = Older events
history-newest = To the newest events

matrix-legend = Legend

timeline-table = Show as a table
timeline-name = Name
timeline-from = From
timeline-runs = In force
timeline-notice = Give notice by
timeline-ends = Ends
timeline-state = State
timeline-today = Today
timeline-open = until further notice

written-no-picture = { $alt } (the picture is not here)

editor-hint = Leave an empty line between paragraphs.
editor-tools = Signs in the text
editor-strong = Bold
editor-heading = Heading
editor-list = List
editor-table = Table
editor-table-head = Heading
editor-link = Link
editor-preview = Preview
editor-preview-title = What the text looks like
editor-no-preview = The text could not be shown now. It is still in its field. Try again in a while.
editor-words =
    { $count ->
        [one] One word
       *[other] { $count } words
    }
editor-kept = The draft is saved for you
editor-other = { $who } saved at { $at }. Your texts are joined when you save.
editor-waiting = No contact. The text stays here and is saved when possible.
editor-refused = The draft could not be saved, but the text stays here. Press Save to learn why.
editor-signed-out = You have been signed out. Sign in in a new tab, and the text is saved.
editor-other-account = Somebody else is signed in in this browser. Sign in as yourself in a new tab, and the text is saved.

joined-title = You have written in the same place
joined-text = { $who } saved while you were writing. Nothing is saved yet, and nothing is lost. Choose for each place what is to stand.
joined-place = “{ $words }”
joined-theirs = What { $who } wrote
joined-mine = What you wrote
joined-both = Both, the other’s text first
joined-removed = The paragraph is removed.
joined-save = Save the choice
joined-by-hand = Join the texts by hand

compared-removed = Removed:
compared-added = Added:
compared-same =
    { $count ->
        [one] One paragraph is unchanged
       *[other] { $count } paragraphs are unchanged
    }

panel-all = Show all

progress-of = { $done } of { $total }
progress-so-far = { $done } so far
progress-may-leave = You can leave the page and come back. The work goes on.
progress-look-again = Look again now

import-row = Row
import-name = Name
import-result = Result
import-remarks = Remark
import-rows = The rows of the spreadsheet
import-created = New
import-changed = Changes
import-unchanged = Unchanged
import-row-wrong = Wrong
import-would = Nothing has been saved yet. The import creates { $created }, changes { $changed } and leaves { $unchanged } unchanged.
import-done = The import is done: { $created } created, { $changed } changed and { $unchanged } unchanged.
import-partly = The import is done: { $created } created, { $changed } changed and { $unchanged } unchanged. Rows that were wrong and were not saved: { $wrong }.
import-wrong =
    { $wrong ->
        [one] Nothing has been saved, because one row is wrong. Correct it in the spreadsheet, or change below how it is read.
       *[other] Nothing has been saved, because { $wrong } rows are wrong. Correct them in the spreadsheet, or change below how it is read.
    }
