# Agreements with suppliers.

agreements = Agreements
agreements-none = No agreements
agreements-none-text = Agreements with suppliers stand here. Enter one, and you are reminded of the last day to give notice.
agreements-all = All agreements
agreements-none-of-system = No agreement covers the system.
agreements-in-time = The agreements in time
agreement-new = Enter agreement
agreement-change = Change agreement

permission-agreements-read = See agreements
permission-agreements-edit = Enter, change, give notice of and renew agreements

agreement-name = Name
agreement-kind = Kind
agreement-kind-supply = Supply
agreement-kind-operation = Operation
agreement-kind-support = Support
agreement-kind-service = Service
agreement-kind-framework = Framework agreement
agreement-kind-data-processing = Data processing agreement
agreement-number = Agreement number
agreement-supplier = Supplier
agreement-organisation = Party on our side
agreement-organisation-hint = The municipality, department or company that has made the agreement.
agreement-responsible = Watches the agreement
agreement-responsible-hint = Whoever is reminded in time. Where nobody is chosen, those who answer for the systems are.
agreement-starts-on = Holds from
agreement-ends-on = Ends
agreement-ends-on-hint = The last day of the first term. Leave empty where it holds until further notice.
agreement-notice-months = Notice in months
agreement-renewal = Renewal
agreement-renewal-never = Is not renewed
agreement-renewal-tacit = Is renewed unless somebody gives notice
agreement-renewal-explicit = Is renewed only if we ask for it
agreement-renewal-months = Is renewed for so many months
agreement-value-ore = Value per year
agreement-framework = Called off from framework agreement
agreement-systems = Systems
agreement-systems-hint = The systems that it covers. Those who answer for them may read it.
agreement-system = System
agreement-notes = Notes
agreement-terminated-on = Notice given
agreement-terminated-because = Why notice was given
agreement-is-terminated = Notice given
agreement-act-by = Give notice by
agreement-renew-by = Ask for renewal by
agreement-speak-by = Give notice or renew by
agreement-renews-to = Is renewed otherwise to
agreement-until-further-notice = Until further notice

agreement-group-parties = Parties
agreement-group-time = Time
agreement-group-coverage = Systems and price
agreement-group-notes = Notes

agreement-view = Show
agreement-view-terminated = Given notice of
agreement-view-ended = Ended
agreement-view-all = All, ended ones too

agreement-state = State
agreement-state-running = Holds
agreement-state-near = The last day comes near
agreement-state-coming = Begins later
agreement-state-terminated = Notice given
agreement-state-ended = Ended

agreement-told-notice = Give notice by { $day }{ $days ->
    [0] , which is today
    [one] , in one day
   *[other] , in { $days } days
}. Otherwise it is renewed.
agreement-told-renew = Renew or replace the agreement. The last day to ask for renewal is { $day }.
agreement-told-ends = The agreement ends on { $day } and is not renewed.
agreement-told-renews = The agreement is renewed to { $end }. The next last day to give notice is { $next }.
agreement-unseen-system = A system that you do not see
agreement-unseen-framework = A framework agreement that you do not see
agreement-unseen-systems = { $count ->
    [one] The agreement covers one more system, which you do not see.
   *[other] The agreement covers { $count } more systems, which you do not see.
}
agreement-value-not-seen = Shown to those who may see costs

agreement-terminate = Give notice
agreement-terminate-on = Notice given on
agreement-terminate-on-hint = The day on which notice was given. Leave empty for today.
agreement-terminate-because = Why
agreement-terminate-consequence = If notice is given today, the agreement holds until { $end }.
agreement-notice-given = Notice is given. The agreement holds until { $end }.
agreement-notice-late = Notice came after { $day }. The agreement holds until { $end }.
agreement-renew = Renew
agreement-renew-ends-on = Holds until
agreement-renew-because = Why
agreement-renewed = The agreement is renewed

search-kind-agreement = Agreements
audit-kind-agreement = Agreement
action-agreement-registered = The agreement was entered
action-agreement-changed = The agreement was changed
action-agreement-terminated = Notice was given of the agreement
action-agreement-renewed = The agreement was renewed
action-agreement-reorganised = The agreement followed a reorganisation

deadline-agreement-notice = Give notice of the agreement or let it be renewed
deadline-agreement-renew = Renew the agreement
deadline-agreement-ends = The agreement ends

leaving-item-agreements = Somebody else watches the agreements

agreement-objection-renewal-months-missing = Say for how many months the agreement is renewed.
agreement-objection-notice-longer-than-renewal = The notice is longer than the time for which the agreement is renewed.
agreement-objection-renews-not = The agreement does not renew itself. Leave this empty, or choose that it is renewed unless somebody gives notice.
agreement-objection-renews-without-end = Say which is the last day of the first term. What holds until further notice is not renewed.
agreement-objection-ends-before-start = The agreement ends before the day on which it begins.
agreement-objection-notice-longer-than-term = The notice is longer than the term.
agreement-objection-negative = A value cannot be less than zero.
agreement-objection-framework-of-framework = A framework agreement is not called off from another.
agreement-objection-no-framework = This is no framework agreement. Choose one of that kind.
agreement-objection-has-call-offs = Other agreements are called off from this one. It stays a framework agreement.
agreement-objection-no-supplier = This is no supplier. Enter it among the suppliers first.
agreement-objection-supplier-as-party = A supplier cannot stand on both sides. Choose your own organisation.
agreement-objection-value-not-seen = You may not see what the agreement is worth and so cannot change it.
agreement-objection-terminated = Notice has been given already.
agreement-objection-ended = The agreement has ended.
agreement-objection-notice-ahead = Notice is noted on the day on which it is given. Choose today or an earlier day.
agreement-objection-renewed-otherwise = Only agreements that are renewed when we ask for it are renewed here. Change its renewal first.
agreement-objection-renewal-not-later = The new last day must lie after the present one.
agreement-objection-signed = The agreement is signed already.
agreement-objection-signed-ahead = That the agreement is signed is noted afterwards. Choose today or an earlier day.
agreement-objection-not-approved = The agreement is signed once it is approved for every system that it covers.
agreement-objection-nothing-to-approve = The agreement waits for no approval.

agreement-group-signed = Approved and signed
agreement-group-documents = Documents
agreement-documents = Documents
agreement-documents-hint = Documents of the systems or of our party. Add the agreement itself there first.
agreement-unseen-document = A document that you do not see
agreement-unseen-documents = { $count ->
    [one] Besides, one document that you do not see.
   *[other] Besides, { $count } documents that you do not see.
}
agreement-object = Object
agreements-none-of-object = No agreement covers the systems of the object.
agreement-signed-on = Signed
agreement-signed-by = Noted by
agreement-not-signed = Not signed
agreement-state-unsigned = Not signed
agreement-view-unsigned = Not signed
agreement-approved = Approved for
agreement-approvals = Approval for each system
agreement-approved-on = Approved
agreement-approved-by = By
agreement-approval-waits = Waits for approval
agreement-approve = Approve
agreement-approve-decision = Decision
agreement-approve-decision-hint = Where it was decided, such as a paragraph of minutes. Needed when a group decides.
agreement-approve-consequence = You approve the agreement for { $systems }.
agreement-approve-others = For the other systems others approve it.
agreement-approved-whole = The agreement is approved
agreement-approved-partly = { $count ->
    [one] The agreement is approved for your systems. It waits for approval for one more system.
   *[other] The agreement is approved for your systems. It waits for approval for { $count } more systems.
}
agreement-sign = Sign
agreement-sign-on = Signed on
agreement-sign-on-hint = The day on which the agreement was signed. Leave empty for today.
agreement-sign-decision = Decision
agreement-sign-decision-hint = Where it was decided, such as a paragraph of minutes. Needed when a group decides.
agreement-sign-consequence = You note that the agreement is signed. When its kind, supplier, time or price changes later, or it covers one more system, it is signed anew.
agreement-is-signed = The agreement is signed
agreement-sign-anew = Saved. What was signed has changed, and the agreement has to be signed anew.
refused-agreement-approve = The agreement is approved by { $holders }.
refused-agreement-sign = The agreement is signed by { $holders }, for every system that it covers.
refused-agreement-alone = You wrote what is to be approved or signed, and the guideline does not say who does that. Let somebody else do it.
refused-agreement-supplier = You work at the supplier of the agreement. Let somebody else approve and sign it.

permission-agreements-decide = Approve and sign agreements where the guideline does not say who does
permission-licences-edit = Enter licences and count how many are in use
action-agreement-approved = The agreement was approved
action-agreement-signed = The agreement was signed

licences = Licences
licences-none = No licences
licences-none-text = How many licences you have and how many are in use stands here. Enter a licence, and you see when they do not suffice.
licence-new = Enter licence
licence-change = Change licence
licence-name = Name
licence-kind = Counted by
licence-kind-per-user = User
licence-kind-concurrent = User at the same time
licence-kind-per-device = Device
licence-kind-unlimited = Everyone in the organisation
licence-organisation = Belongs to
licence-system = System
licence-supplier = Supplier
licence-agreement = Agreement
licence-user-group = Group of users
licence-bought = Number
licence-in-use = In use
licence-counted-on = Counted on
licence-counted-on-hint = Leave empty for today.
licence-cost-ore = Cost per year
licence-valid-from = Valid from
licence-valid-to = Valid to
licence-responsible = Watches the licence
licence-responsible-hint = Who is reminded in time. Where nobody is chosen, those who answer for the system are.
licence-notes = Notes
licence-group-what = The licence
licence-group-count = Number and cost
licence-group-time = Time and notes
licence-view = Show
licence-view-over = More in use than you have
licence-view-free = Unused
licence-view-all = All, also those that have ended
licence-use = Do they suffice
licence-use-not-counted = Not counted
licence-use-over = { $count } too many
licence-use-free = { $count } unused
licence-use-all = All in use
licence-objection-ends-before-start = The licence ends before the day on which it begins.
licence-objection-counted-ahead = Choose today or an earlier day.
licence-objection-nothing-counted = Write how many are in use, or take the day away.
licence-objection-how-many = Write how many licences there are.
agreement-unseen = An agreement that you do not see
search-kind-licence = Licences
audit-kind-licence = Licence
action-licence-registered = The licence was entered
action-licence-changed = The licence was changed
action-licence-reorganised = The licence went along in a reorganisation
deadline-licence-ends = The licence ends
leaving-item-licences = Somebody else watches the licences
systems-of-supplier = Systems from the supplier
systems-none-of-supplier = No systems
agreements-none-of-supplier = No agreements with the supplier
licences-none-of-supplier = No licences from the supplier
