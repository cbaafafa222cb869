# Duties: what has been tested, who knows of it, and what is approved for operation.

tests = Tests
tests-none = No test protocols
tests-none-text = Here stands what has been tested in the systems: new functions, releases, accessories, restoring and integrations.
tests-none-of-system = No test is written.
test-write = Write a test protocol
test-new = New test protocol
test-do-write = Save the protocol
test-edit = Edit
test-saved = The test protocol “{ $about }” is saved.
test-of-system = Tests and operation approvals
test-group-what = What was tested
test-group-next = Next test
test-participant-row = Person { $row }
test-case-row = Test case { $row }
test-cases-hint = Write a row for each thing that you tried. Empty rows are not saved.
test-history = History
test-withdrawn = Withdrawn

test-view = Show
test-view-due = Due again within three months
test-view-mine = Sent to me
test-view-without-receipt = Somebody has not read it
test-view-withdrawn = Withdrawn

test-protocol = Test protocol
test-protocol-system = System
test-protocol-kind = Kind
test-protocol-kind-function = New function
test-protocol-kind-release = New release
test-protocol-kind-accessory = Accessory
test-protocol-kind-restore = Restoring
test-protocol-kind-integration = Integration
test-protocol-about = What
test-protocol-about-hint = A few words, such as “New release with electronic identification”.
test-protocol-version = Version
test-protocol-version-hint = If you are to approve the version for operation: write it alike in the protocol and in the approval.
test-protocol-integration = Integration with
test-protocol-integration-hint = Fill in when an integration is tested.
test-protocol-performed-on = Tested on
test-protocol-participants = Made by
test-protocol-participants-hint = Everybody who took part in the test, also from IT.
test-protocol-performed-by = Others who took part
test-protocol-performed-by-hint = Such as the supplier.
test-protocol-outcome = Outcome
test-protocol-outcome-passed = Passed
test-protocol-outcome-passed-with-remarks = Passed with remarks
test-protocol-outcome-failed = Failed
test-protocol-remarks = Remarks
test-protocol-next-on = Next test
test-protocol-next-on-hint = Empty for a new protocol of restoring or integration: the day follows from the guideline.
test-protocol-responsible = Sees to the next test
test-protocol-cases = Test cases
test-protocol-receivers = Receivers
test-protocol-within = Organisation
test-protocol-withdrawn-on = Withdrawn on
test-protocol-withdrawn-because = Why it is withdrawn

test-case-what = What
test-case-expected = Expected
test-case-result = Result
test-case-result-passed = Passed
test-case-result-failed = Failed
test-case-result-not-run = Not tried
test-case-note = Note

test-distribute = Distribute
test-distribute-text = Each of them is told at once, with a link to the protocol, and answers that they have read it.
test-proposed-receivers = Proposed receivers
test-proposed-receivers-hint = Those who run the system today.
test-add-receiver = Further receivers
test-distributed = The protocol is distributed.
test-not-distributed = Not distributed
test-receipts = { $received } of { $sent } have read it
test-receiver-person = Receiver
test-receiver-sent-at = Sent
test-receiver-received-at = Has read it
test-sent-to-you = The protocol was sent to you. Read it and answer that you have.
test-acknowledge = I have read it
test-acknowledged = Your answer is saved.
test-told-sent = You have got a test protocol of { $name }: { $about }. Read it and answer that you have.
test-told-changed = The test protocol of { $name } has been changed: { $about }. Read it again and answer that you have.
test-withdraw = Withdraw the protocol
test-withdraw-consequence = The protocol counts no more. It can still be read, and nobody needs to answer it.
test-was-withdrawn = The protocol is withdrawn.

approvals = Operation approvals
approvals-none-text = No version is approved for operation.
approval-give = Approve for operation
approval-given = The version is approved for operation.
approval-text = You approve that the version is taken into operation. The approval builds on tests that others know of.
approval-test = { $about } { $version }, { $day }: { $outcome }. { $receipts }.
approval-page = Operation approval: { $system } { $version }
approval-in-force = In force
approval-revoked = Revoked
approval-revoke = Revoke the approval
approval-revoke-text = The version is then no longer approved for operation. The approval can still be read.
approval-was-revoked = The approval is revoked.
operation-approval = Operation approval
operation-approval-system = System
operation-approval-version = Version
operation-approval-protocols = Tests
operation-approval-protocols-hint = The tests must be of the same version.
operation-approval-remarks = Remarks
operation-approval-state = State
operation-approval-approved-on = Approved on
operation-approval-approved-by = Approved by
operation-approval-approved-by-name = Approved by
operation-approval-revoked-on = Revoked on
operation-approval-revoked-because = Why it is revoked

permission-tests-write = write and distribute test protocols
permission-tests-approve = approve for operation
refused-protocol-of-another = The protocol was not sent to you. Only who has got it can answer that they have read it.

test-objection-stale = Somebody else has changed this while you had the page open. Open it in a new tab, compare, and make your change there.
test-objection-in-the-future = That day has not been yet. Write the protocol when the test is made.
test-objection-next-before-test = The next test comes after this one.
test-objection-nobody-responsible = Say who sees to the next test.
test-objection-made-by-nobody = Say who made the test.
test-objection-has-left = The person no longer works here. Choose somebody else.
test-objection-withdrawn = The protocol is withdrawn.
test-objection-approved = The operation approval of version { $version } builds on the protocol ({ $who }, { $day }). Revoke it first, or write a new protocol.
test-objection-nobody-chosen = Choose at least one receiver.
test-objection-all-have-it = Everybody whom you have chosen has got the protocol already.
test-objection-receivers-gone = No longer work here: { $people }. Choose somebody else.
test-objection-no-such-case = There is no test case of that number.
test-objection-system-stays = The protocol belongs to its system. Write a new one for another system.
approval-objection-no-protocol = Among those that you have chosen, there is no test protocol of just this version of the system. Choose tests of the same version.
approval-objection-newest-failed = The latest test of the version has failed. Test again when the fault is mended.
approval-objection-chosen-failed = A failed test cannot be built on.
approval-objection-tested-alone = You made the test alone yourself. Somebody else must approve.
approval-objection-not-distributed = A protocol has been sent to nobody but those who tested and you who approve. Distribute it first.
approval-objection-receipts =
    { $count ->
        [one] One receiver has not read it yet. The guideline asks that all have.
       *[other] { $count } receivers have not read it yet. The guideline asks that all have.
    }
approval-objection-retired = The system is retired.
approval-objection-given-already = The version was approved by { $who } on { $day } already.
approval-objection-revoked-already = The approval is revoked already.

deadline-restore-test = Test restoring
deadline-integration-test = Test the integration
deadline-test = Test again
leaving-item-tests = Somebody else sees to the tests that are to be made again
search-kind-test_protocol = Test protocols
audit-kind-test-protocol = Test protocol
audit-kind-operation-approval = Operation approval
action-test-protocol-written = The test protocol was written
action-test-protocol-changed = The test protocol was changed
action-test-protocol-distributed = The test protocol was distributed
action-test-protocol-acknowledged = A receiver has read the test protocol
action-test-protocol-withdrawn = The test protocol was withdrawn
action-operation-approval-given = The version was approved for operation
action-operation-approval-revoked = The operation approval was revoked

statements = Statements on duties
statements-none = No statements
statements-none-text = Here those who have a duty say how it is met.
statements-mine = My duties
statements-mine-none = The guideline asks no statement of you.
statements-mine-caption =
    { $lacking ->
        [0] { $count } duties, all with a current statement
       *[other] { $lacking } of { $count } duties without a current statement
    }
statements-count =
    { $count ->
        [one] One statement
       *[other] { $count } statements
    }
statements-none-of-record = No statement is written.
statement-some-past-review = To be reviewed
statement-holds = Holds
statement-past-review = To be reviewed
statement-missing = Missing
statement-withdrawn = Withdrawn
statement-form = Say how a duty is met: { $name }
statement-on-behalf = You write on behalf of: { $who }. The statement says so.
statement-made-on-behalf = { $by }, on behalf of: { $who }
statement-save = Save the statement
statement-saved = The statement is saved.
statement-anew = Write anew
statement-review = Still holds
statement-reviewed = The statement holds again, from today.
statement-withdraw = Withdraw the statement
statement-withdraw-consequence = The statement counts no more. It stays to be read.
statement-was-withdrawn = The statement is withdrawn.
statement-source = Show it
statement-copy = Copy to other systems
statement-copy-text =
    { $count ->
        [one] One statement is copied to the systems that you choose.
       *[other] { $count } statements are copied to the systems that you choose.
    } Where something is said of the same duty already, nothing changes.
statement-copy-systems = Systems
statement-do-copy = Copy
statements-copied = Copied: { $copied }. Written already: { $stood }. Not your duty: { $not_theirs }. Not asked there: { $not_asked }.
statement-view-due = To be reviewed within three months
statement-view-mine = Written by me
statement-view-withdrawn = Withdrawn
duties-of-record = Duties and statements
duties-of-holder = { $who }: { $said } of { $asked } duties have a current statement
duties-none-asked = The guideline asks no statements here.

duty-statement = Statement on a duty
duty-statement-duty = Duty
duty-statement-state = State
duty-statement-subject = About
duty-statement-role = Who has the duty
duty-statement-within = Organisation
duty-statement-content = How the duty is met
duty-statement-content-hint = Write how it is done, or give a link or a document below.
duty-statement-link = Link
duty-statement-document = Document
duty-statement-review-date = Reviewed by
duty-statement-review-date-hint = Empty: the day follows from the guideline.
duty-statement-made-by = Written by
duty-statement-made-by-name = Written by
duty-statement-made-on = Written on
duty-statement-is-on-behalf = Written on behalf of who has the duty
duty-statement-copied-from = Copied from
duty-statement-withdrawn-on = Withdrawn on
duty-statement-withdrawn-because = Why it is withdrawn

permission-statements-write = say how duties of others are met
refused-statement = The duty belongs to: { $holder }. Only who has the duty, or who may speak for others ({ $permission }), can write here.
statement-objection-says-nothing = Write how the duty is met, or give a link or a document.
statement-objection-review-is-past = Choose a day to come.
statement-objection-stands = Something is written about this duty already. Open the statement and write it anew.
statement-objection-stale = Somebody else has written about the same duty while you had the page open. Open it in a new tab, compare, and make your change there.
statement-objection-withdrawn = The statement is withdrawn.
statement-objection-duty-stays = A statement belongs to its duty. Make a new one for another.
statement-objection-no-system = Choose at least one system.
statement-objection-too-many-systems = Choose at most { $most } systems at a time.

deadline-statements =
    { $count ->
        [one] Review the statement on one duty
       *[other] Review the statements on { $count } duties
    }
leaving-item-statements = Somebody else says how the duties are met
search-kind-duty_statement = Statements on duties
audit-kind-duty-statement = Statement on a duty
action-duty-statement-made = The statement was made
action-duty-statement-changed = The statement was made anew
action-duty-statement-reviewed = The statement was reviewed and holds
action-duty-statement-copied = The statement was copied here
action-duty-statement-withdrawn = The statement was withdrawn
