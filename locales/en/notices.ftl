# Change notices: what those who answer for a system tell those who keep the register.
notice-tell = Tell of a change
notice-tell-new = Tell of a new system
notice-tell-text = Fill in what has changed. Those who keep the register get your notice and enter the change. You see here how it goes.
notice-tell-new-text = Describe the system as it is to stand in the register. Those who keep the register get your notice and register it.
notice-send = Send
notice-sent = The notice has been sent to those who keep the register.
notice-why = Why, or since when
notice-why-hint = Helps whoever is to enter the change.
notices = Change notices
notices-none = No change notices
notices-none-text = Changes that system owners and others who answer for systems have told of stand here.
notices-waiting = Change notices to see to
notices-none-waiting = No change notice waits for you.
notices-all = All change notices
notices-of-system = Changes told of that wait
notice-new-system = new system
notice-page = Change notice about { $name }
notice-sent-by = Sent by
notice-sent-at = Sent
notice-settled-by = Settled by
notice-settled-at = Settled
notice-reason = Why
notice-answer = Answer
notice-field = Field
notice-was = When it was sent
notice-now = Stands now
notice-proposed = Should stand
notice-side-by-side = The fields side by side
notice-take = Take over
notice-take-field = Take over { $field }
notice-mark-conflict = Somebody else has changed it since the notice was sent.
notice-mark-already = Stands so already.
notice-mark-taken = Taken over.
notice-mark-not-taken = Not taken over.
notice-take-over = Take over what is chosen
notice-take-over-text = What is chosen is entered in the register in your name, and the history says who told of it.
notice-taken-over = The change has been entered in the register.
notice-partly = Why not everything is taken over
notice-partly-hint = Only needed if you leave something.
notice-send-back = Send back
notice-send-back-text = Whoever sent the notice reads why, can change it and send it again.
notice-send-back-why = Why it is sent back
notice-was-sent-back = The notice has been sent back.
notice-change = Change and send again
notice-withdraw = Withdraw
notice-withdraw-question = Withdraw the notice?
notice-withdraw-text = Nobody needs to see to it then. It stays in the history.
notice-was-withdrawn = The notice has been withdrawn.
notice-no-longer-yours = You no longer hold a role on the system. You can withdraw the notice, but not change it.
notice-history = History

change-notice-name = System
change-notice-system = System
change-notice-state = State
change-notice-state-open = Waits
change-notice-state-taken-over = Entered
change-notice-state-sent-back = Sent back
change-notice-state-withdrawn = Withdrawn
change-notice-sent-by = Sent by
change-notice-sent-at = Sent
change-notice-reason = Why
change-notice-fields = Fields

system-change-notice = By a change notice from
action-change-notice-sent = The change was told of
action-change-notice-sent-again = The notice was changed and sent again
action-change-notice-taken-over = The notice was taken over
action-change-notice-sent-back = The notice was sent back
action-change-notice-withdrawn = The notice was withdrawn

register-objection-nothing-proposed = Change at least one field. Now everything stands as in the register.
register-objection-field-not-seen = You do not see this field in the register, so you cannot propose another value.
register-objection-nothing-chosen = Choose at least one field to take over.
register-objection-say-why-not-all = Write why you do not take over everything, so that whoever told of the change gets to know.
register-objection-notice-settled = The notice is settled already. Read below who did it.
register-objection-notice-conflict = Somebody else has changed the field since the notice was sent. Compare and choose yourself.
notice-objection-at-field = { $field }: { $wrong }
register-objection-notice-stale = Somebody has changed the notice while you had the page open. Read it again.
refused-notice-of-another = Only who sent the notice may change or withdraw it.

permission-register-propose = Tell those who keep the register of changes
permission-register-confirm = Confirm that what the register says is right

# Confirmations: once a year those who answer for a system are asked whether the register is right.
confirm-list = To confirm
confirm-list-text = Once in each period the register asks you who answer for the system whether it is rightly described. What has not changed you can confirm several at a time.
confirm-panel = Is it still right?
confirm-none = No system waits for your confirmation.
confirm-none-text = You will be reminded when it is time.
confirm-all = All your systems to confirm
confirm-page = Is { $name } rightly described?
confirm-do = Yes, it is right
confirm-several = Confirm what is chosen
confirm-done = Thank you. The record is confirmed.
confirm-done-several = { $count ->
    [one] Thank you. One system is confirmed.
   *[other] Thank you. { $count } systems are confirmed.
  }
confirm-more = { $count ->
    [one] One more system is shown when you have confirmed some of these.
   *[other] { $count } more systems are shown when you have confirmed some of these.
  }
confirm-look = See what has changed
confirm-read = Read and confirm
confirm-systems = Your systems
confirm-choose = Choose
confirm-choose-system = Confirm { $name }
confirm-last = Last confirmed
confirm-last-by = by { $name }
confirm-until = Holds to
confirm-never = The record has never been confirmed. Read through it below.
confirm-unchanged = Nothing has changed since.
confirm-changed = Changed since
confirm-own-changes = What you have changed yourself counts as confirmed.
confirm-content = This is what the register says
confirm-wrong = Is something wrong?
confirm-mend-by-edit = Change the record
deadline-confirm-system = Confirm that the record is right
mend-confirm = Confirm the record
fact-system-confirmation = confirmed record
confirmation-state = Confirmation
confirmation-state-never = Never confirmed
confirmation-state-current = Confirmed
confirmation-state-changed = Changed since
confirmation-state-expired = Too long ago
action-system-confirmed = The record was confirmed
register-objection-confirmation-stale = { $name } has changed while you had the page open. Read it again before you confirm.
register-objection-not-in-use = { $name } is not in use and needs no confirmation.
register-objection-look-first = { $name } has changed or was never confirmed. Open the system and read it first.
register-objection-nothing-to-confirm = Choose at least one system to confirm.
refused-confirmation = The record is confirmed by: { $holders }.
notice-told-sent = { $who } has told of a change of { $name }.
notice-told-taken-over = Your change of { $name } has been entered in the register.
notice-told-partly = A part of your change of { $name } has been entered in the register. Read why not all of it was.
notice-told-sent-back = Your notice about { $name } has been sent back. Read why, change it and send it again.
