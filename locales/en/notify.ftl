# What people are told: mails, digests, the calendar.
mail-greeting = Hello { $name },
mail-why = You get this because you hold a role in { $federation }.
mail-choose = Choose here what is sent to you:
mail-choose-link = Choose what is sent to you
mail-more = { $count ->
    [one] And one more thing, which stands on Start.
   *[other] And { $count } more things, which stand on Start.
}
mail-digest-title = { $federation }: { $count ->
    [one] one thing to see to
   *[other] { $count } things to see to
}
mail-deadline-line = { $due } { $name }: { $what }
mail-section-notices = New
mail-section-deadlines = Deadlines
mail-section-gaps = New gaps
mail-test-title = Test from Vidmakt
mail-test-text = This is a test. The settings for mail are right.

mail = Mail
mail-list = Mails
mail-list-empty = No mails
mail-list-empty-text = What was sent, what waits and what could not be sent is shown here.
mail-person = To
mail-recipient = Address
mail-state = State
mail-kind = Kind
mail-made = Made
mail-sent = Sent
mail-reason = Reason
mail-attempts = Attempts
mail-next = Next attempt
mail-detail = Answer of the mail server
mail-no-attempts = No attempt has been made.
mail-attempt-number = No.
mail-attempt-began = Began
mail-attempt-outcome = Outcome
mail-attempt-detail = Answer
mail-kind-notice = Notice
mail-kind-digest = Digest
mail-kind-view = View as a file
mail-state-waiting = Waiting
mail-state-sending = Being sent
mail-state-sent = Sent
mail-state-unclear = Unclear
mail-state-failed = Failed
mail-state-not-sent = Not sent
mail-state-withdrawn = Withdrawn
mail-reason-no-address = The person has no mail address.
mail-reason-wrong-address = What stands as the mail address is none.
mail-reason-no-server = No mail server is set.
mail-reason-recipient-refused = The mail server does not accept the address. Mend it on the person's page.
mail-reason-mail-refused = The mail server does not accept the mail.
mail-reason-later = It could not be sent yet; it is tried again.
mail-reason-given-up = It could not be sent in spite of several attempts.
mail-reason-no-answer = The mail server did not answer once it had the mail. It may have arrived.
mail-reason-copy-stopped = The program stopped while the mail was handed over. It may have arrived.
mail-reason-restored = The database was restored from a backup. The mail may have gone out since the backup was taken.
mail-again = Send again
mail-again-question = Send the mail to { $recipient } again?
mail-again-unclear = It may have arrived already. Then the person gets it twice.
mail-again-failed = It is sent within office hours.
mail-again-done = The mail waits to be sent again.
objection-mail-not-again = This mail cannot be sent again.
action-mail-sent-again = Mail sent again
action-mail-held = Mails held after a restore
action-mail-choice-changed = Choice of digest changed
permission-mail-read = see what was sent to whom
permission-mail-resend = send mails again
cli-mail = Tries the mail, and holds mails after a restore.
cli-mail-test = Sends a test to an address.
cli-mail-hold = Holds all mails that wait, after a backup was restored.
cli-mail-held = { $held } mails waited and are held now. Let them go one by one under Administration, Mails.
cli-arg-address = The address that the test is sent to
cli-mail-sent = The test was sent to { $address }.
cli-mail-not-sent = The test could not be sent: { $detail }
cli-mail-no-server = No mail server is set. Give at least mail_server and mail_from.
cli-mail-setting-wrong = The setting { $setting } cannot be used: { $detail }

mine-title = Sent to me
mine-no-person = Your account belongs to no person, so nothing is sent to you.
mine-told = New to you
mine-told-cut = Older notices are not shown.
mine-nothing-told = Nothing new in the last month.
mine-digest = Digest
mine-digest-text = One mail with what is new: deadlines, gaps where you answer and what else has happened. It comes within office hours and only when something is new. What you must answer, such as a role, is always sent.
mine-digest-field = How often
mine-digest-daily = Once a day at the most
mine-digest-weekly = Once a week at the most
mine-digest-never = Never
mine-digest-chosen = Your choice is saved.
feed-title = My deadlines in the calendar
feed-text = Subscribe to the address in your calendar, and your deadlines show there. The address is secret: whoever has it sees what you have to see to.
feed-make = Make an address
feed-renew = Make a new address
feed-revoke = Remove the address
feed-revoked = The address is removed.
feed-made = The address was made { $at }. It is shown only when it is made. A new one replaces the old.
feed-made-now = Here is the address. Keep it now: it is shown once.
feed-too-many = Too many attempts with a wrong address. Try again later.
feed-deadlines-name = Vidmakt: deadlines
deadline-document-review = The document is due for review
deadline-waiver-ends = The waiver ends
deadline-pack-begins = The policy pack begins to hold (version { $version })
start-days = Deadlines
start-more-told = { $count ->
    [one] One more notice
   *[other] { $count } more notices
}
start-all-days = Your calendar has them all
start-overdue = Overdue
start-day-record = About
start-day-what = To do
start-day-due = By
start-day-state = State
cli-arg-mail-server = Name of the mail server
cli-arg-mail-port = Port of the mail server
cli-arg-mail-tls = How the line is protected: tls, starttls or none
cli-arg-mail-user = User on the mail server
cli-arg-mail-password-file = File with the password of the mail server
cli-arg-mail-from = Sender, such as Vidmakt <vidmakt@example.se>
cli-arg-mail-reply-to = Where answers go
cli-mail-test-examples =
    {"  "}vidmakt mail test systemforvaltare@example.se
cli-mail-hold-examples =
    {"  "}vidmakt mail hold
