# Policy packs: reasons for an outcome, and mistakes in a pack's files.

# Reasons: roles
policy-reason-enough-holders = The role { $role } is filled.
policy-reason-too-few-holders = { $count ->
    [0] Nobody has the role { $role }. At least { $min } must have it.
   *[other] Only { $count } have the role { $role }. At least { $min } must have it.
}
policy-reason-coming-vacancy = The role { $role } becomes vacant on { $on }.
policy-reason-too-many-holders = { $count } have the role { $role }. At most { $max } may have it.
policy-reason-same-person = One person has roles that must be separate: { $roles }.
policy-reason-separate-persons = Different persons have the roles { $roles }.
policy-reason-wrong-holder = The wrong kind of holder has the role { $role }. { $demand }
policy-reason-right-holder = The role { $role } has the right kind of holder.
policy-reason-nobody-holds = Nobody has the role { $role }, so there is nothing to judge.

# Reasons: documents
policy-reason-deputy-named = A deputy is named: { $role }.
policy-reason-deputy-missing = { $count ->
    [one] No deputy is named for the { $role }.
   *[other] No deputy is named for { $count } holders of the role { $role }.
}
policy-reason-document-present = The document exists: { $document }.
policy-reason-document-missing = The document is missing: { $document }.
policy-reason-document-without-owner = The document has no document owner: { $document }.
policy-reason-owner-leaves = The document has no document owner from { $on }: { $document }.
policy-reason-document-past-review = The document was to be reviewed by { $since }: { $document }.
policy-reason-plan-not-decided = There is no decided { $document } for { $year }.
policy-reason-document-not-available = It is not marked that IT reaches the document: { $document }.
policy-reason-documents-without-owner = Documents have no document owner: { $documents }.
policy-reason-every-document-owned = Every document has a document owner.
policy-reason-no-documents = No further documents are registered.

# Reasons: what the register says
policy-reason-field-filled = The field is filled in as it should be: { $field }.
policy-reason-field-empty = The field is empty: { $field }.
policy-reason-field-differs = The field “{ $field }” does not agree with the demand. { $demand }
policy-reason-only-one = There is no other of the same kind.
policy-reason-others-exist = { $count ->
    [one] There is one more of the same kind. { $demand }
   *[other] There are { $count } more of the same kind. { $demand }
}

# Reasons: groups, statements and agreements
policy-reason-forum-formed = { $count ->
    [one] The group is there and has one member: { $body }.
   *[other] The group is there and has { $count } members: { $body }.
}
policy-reason-forum-missing = The group is missing: { $body }.
policy-reason-forum-empty = The group is there, but nobody sits in it: { $body }.
policy-reason-forum-too-large = The group has { $count } members, but at most { $most } may sit in it: { $body }.
policy-reason-forum-at-limit = The group has { $count } members and should not become larger: { $body }.
policy-reason-statement-made = On { $on } it was written how the duty is met: { $duty }
policy-reason-statement-missing = Nobody has written how the duty is met: { $duty }
policy-reason-statement-past-review = The statement should have been reviewed by { $since }: { $duty }
policy-reason-agreement-in-force = The agreement is in force: { $kind }.
policy-reason-agreement-missing = An agreement is missing: { $kinds }.
policy-reason-agreement-not-approved = The agreement is not approved: { $kind }.
policy-reason-agreement-not-signed = The agreement is not signed: { $kind }.
policy-reason-agreement-ends = The agreement ends on { $on }: { $kind }.
policy-reason-agreement-ended = The agreement ended on { $on }: { $kind }.

# Reasons: shared
policy-reason-condition-false = The demand does not apply here.
policy-reason-facts-missing = It cannot be said whether the demand applies. Missing: { $facts }.
policy-reason-recommended-not-done = Recommended, but not done.
policy-reason-waived-by-decision = A decided waiver holds until { $until }.
policy-reason-reviewed = The guideline is reviewed. The next review is to be done by { $next }.
policy-reason-guideline-undated = The guideline does not say when it was adopted, so nobody can say when it must be reviewed.
policy-reason-past-review = The guideline was to be reviewed by { $since }.

# Mistakes in a pack: files
policy-problem-missing-file = The file { $file } is missing.
policy-problem-unknown-file = The file { $file } does not belong in a policy pack.
policy-problem-not-utf8 = The file is not written in UTF-8.
policy-problem-not-toml = The file is not valid TOML: { $detail }.
policy-problem-id-is-not-folder = The pack's id is { $id }, but its folder has another name.

# Mistakes in a pack: keys and values
policy-problem-unknown-key = The key “{ $key }” is unknown here.
policy-problem-missing-key = The key “{ $key }” is missing.
policy-problem-wrong-type = Here must stand { $wanted ->
    [text] a text
    [list] a list
    [flag] true or false
    [number] a whole number
    [date] a date
    [table] a table
    [list_of_tables] a list of tables
    [name] a name from a list
    [parameter] a whole number, a text, true, false or a list
   *[other] { $wanted }
}, but here stands { $found ->
    [string] a text
    [array] a list
    [boolean] true or false
    [integer] a whole number
    [float] a decimal number
    [datetime] a date or a time
    [table] a table
   *[other] { $found }
}.
policy-problem-empty-text = The text is empty.
policy-problem-missing-language = The text is missing in { $language ->
    [sv] Swedish (the key sv)
   *[other] English (the key en)
}.
policy-problem-bad-date = This is not a date.
policy-problem-bad-version = “{ $version }” is not a version number.
policy-problem-unknown-time-zone = There is no time zone “{ $zone }”.
policy-problem-months = { $value } is not a reasonable number of months. Write 1 to 1200.
policy-problem-negative = { $value } is less than zero.
policy-problem-unknown-value = The value “{ $value }” is unknown here.

# Mistakes in a pack: ids
policy-problem-bad-id = “{ $id }” is not a valid id.
policy-problem-duplicate-id = The id { $id } is already taken ({ $kind ->
    [clause] clause
    [rule] rule
    [role] role
    [body] body
    [document] document type
    [parameter] parameter
    [term] term
    [forum] group
    [agreement_kind] kind of agreement
    [user_group] user group
    [plan] kind of plan
    [section] section
    [account_group] account group
    [goal_kind] kind of goal
    [activity_kind] kind of activity
   *[other] { $kind }
}).
policy-problem-unknown-id = { $kind ->
    [clause] There is no clause { $id }.
    [rule] There is no rule { $id }.
    [role] There is no role { $id }.
    [body] There is no body { $id }.
    [level] There is no level { $id }.
    [party] There is no party { $id }.
    [object_kind] There is no object kind { $id }.
    [document] There is no document type { $id }.
    [document_group] There is no document group { $id }.
    [parameter] There is no parameter { $id }.
    [common_system] The common system { $id } is not in the list.
    [business_area] The business area { $id } is not in the list.
   *[other] There is no { $id } ({ $kind }).
}

# Mistakes in a pack: conditions
policy-problem-unknown-fact = There is no fact “{ $fact }” for what the condition is about.
policy-problem-not-a-number-fact = The fact “{ $fact }” is not a number.
policy-problem-bad-test = This cannot be asked of the fact.
policy-problem-never = The condition can never be fulfilled.
policy-problem-parameter-not-days = The parameter { $parameter } is not a reasonable number of days.
policy-problem-no-clauses = The rule rests on no clause.
policy-problem-bad-who = Name either a role or a body.

# Mistakes in a pack: roles and documents
policy-problem-impossible-count = The count is impossible: at least { $min }, at most { $max }.
policy-problem-empty-holder-demand = The demand on the holder says nothing. Give holder_kinds, bodies, also_holds or several of them.
policy-problem-separation-of-one = It takes at least two different roles to keep them separate.
policy-problem-unknown-title-kind = “{ $kind }” is not a category, so the title would never be used.
policy-problem-appointment-circle = The roles appoint each other in a circle: { $circle }.
policy-problem-required-without-owner = The document type { $document } is required, but nobody answers for it.
policy-problem-bad-numbering = The numbering “{ $pattern }” cannot be used.
policy-problem-demanded-of-nobody = { $id } is demanded, but nobody answers for it.
policy-problem-yearly-without-plan = The document type { $document } is not decided every year, but the plan is.
policy-problem-body-is-no-forum = { $body } is neither a forum nor a committee, so nobody can sit in it.
policy-problem-seat-of-a-body = { $body } is a body. A seat in the group goes to whoever has a role.
policy-problem-bad-seat = Give either role or name.
policy-problem-parameter-is-no-count = The parameter { $parameter } is no number of people.
policy-problem-parameter-is-no-months = The parameter { $parameter } is not a reasonable number of months.
policy-problem-bad-exception = A day with other hours gives either a date or a day of every year.
policy-problem-bad-grant = A grant goes either to everyone (everyone = true) or to functions (functions).
policy-problem-stricter-does-not-fit = The value cannot get stricter in that way. Numbers take lower or higher, lists union, anything none.

# Mistakes in a pack: a tenant's own entries
policy-problem-set-without-entry = The entry does not say what is to change.
policy-problem-set-unknown-entry = The pack has no entry { $id } ({ $kind }) to change.
policy-problem-not-an-entry = “{ $key }” does not stand as an entry of its own.
policy-problem-relaxes = The parameter { $parameter } may not be relaxed on a lower layer without a decided override.

# Mistakes in a pack: tests
policy-problem-test-failed = The test “{ $test }” failed: { $about } should be { $expected }, but was { $found }.
policy-problem-test-without-verdict = The test “{ $test }” expects an outcome of { $rule }, but the rule does not apply to such a case.

# Warnings
policy-warning-missing-key = The key “{ $key }” is missing. It is then unclear whether the guideline is in force.
policy-warning-nobody-appoints = Nobody appoints the role { $role }.
policy-warning-twice-in-list = “{ $value }” stands twice and counts once.
policy-warning-template-unknown = The template { $template } is not in plans.toml, so the document is written without one.
policy-warning-clause-not-in-catalogue = The clause { $clause } is not in the list of the guideline’s demands.
policy-warning-relaxed = The parameter { $parameter } is relaxed here. The stricter value of the pack does then not hold.
policy-warning-unused-clause = No rule carries out the clause { $clause }.

# What would be right
policy-help-known = The known ones are: { $known }.
policy-help-nearest = The nearest are: { $known }.
policy-help-none-known = There are none to choose from yet.
policy-help-first-stands-at = The first stands in { $file } on line { $line }.
policy-help-folder = The folder is called { $folder }.
policy-help-utf8 = Save the file as UTF-8.
policy-help-both-languages = Write the text in both languages, such as sv = “…” and en = “…” in braces.
policy-help-date = Write year, month and day without quotes, such as 2026-11-22.
policy-help-version = Write numbers with dots between, such as 1.0.
policy-help-time-zone = Write a name such as Europe/Stockholm.
policy-help-clause-id = Write letters, digits and hyphens.
policy-help-kebab-case = Write small letters, digits and hyphens, such as one-system-owner.
policy-help-snake-case = Write small letters, digits and underscores, such as system_owner.
policy-help-test = Write a value, a list, present, or for numbers and dates at_least and at_most.
policy-help-who = Write role or body, but not both.
policy-help-impossible-count = Give at least one of min and max, and let max not be less than min.
policy-help-nobody-appoints = Give appointed_by, or an empty list if the guideline does not say.
policy-help-appointment-circle = Take one of them out of appointed_by, or let a body appoint it.
policy-help-required-without-owner = Give owner_role.
policy-help-demanded-of-nobody = Give responsible.
policy-help-yearly-without-plan = Give the document type plan = true, or the plan cycle = “none”.
policy-help-body-is-no-forum = Give the body the kind “forum” or “committee” in roles.toml.
policy-help-seat-of-a-body = Write role. Whoever is to have a seat without a role is added by name in the program.
policy-help-limits = Let noted_from be no greater than most, and most at least 1.
policy-help-parameter-count = Give the parameter a whole number from 0.
policy-help-numbering = The pattern must hold number in braces once and may hold year in braces once.
policy-help-parameter-months = Give the parameter a whole number from 1 to 1200.
policy-help-exception = Write date as 2026-12-24 or month_day as 12-24.
policy-help-entry = Write the entry under a line in double brackets: [[{ $key }]], or [[set]] to change an entry that exists.
policy-help-never = Write at least one value in the list, and let at_least not be more than at_most.
policy-help-parameter-days = Give the parameter a whole number from 0 to { $most }.
policy-help-toml = Look at the line and the one before: quotes and braces stand in pairs, a key may stand only once, and an entry of a list begins with double brackets.
policy-help-quotes = Write the value in quotes.
policy-help-no-quotes = Write the value without quotes.
policy-help-list = Write the values in brackets with commas between.
policy-help-list-of-tables = Write each entry under a line of its own in double brackets, or all of them in brackets with braces around each.
policy-help-who-list = Write for example [{"{"} role = “system_owner” {"}"}] or [{"{"} body = “it_department” {"}"}].
policy-help-no-clauses = Name at least one clause of clauses.toml.
policy-help-override = Write override = true if the override is decided.
policy-help-unused-clause = Name the clause in a rule, or change its effect to recorded or shown.
policy-problem-too-many-entries = The overlay has more than { $most } entries.
policy-problem-against-law = The parameter { $id } asks for less than the law.
policy-problem-is-law = The parameter { $id } stands in law and is not changed here.
policy-help-law = The value of the law always applies. To demand more, add a [[parameter]] of your own with the same id and a stricter value.

# What a pack says, in words: conditions
policy-condition-always = always
policy-condition-never = never
policy-condition-group = ({ $condition })
policy-condition-not = not ({ $condition })
policy-condition-yes = “{ $fact }” is yes
policy-condition-no = “{ $fact }” is no
policy-condition-present = “{ $fact }” is filled in
policy-condition-absent = “{ $fact }” is not filled in
policy-condition-is = “{ $fact }” is { $values }
policy-condition-is-not = “{ $fact }” is not { $values }
policy-condition-holds = “{ $fact }” includes { $values }
policy-condition-holds-not = “{ $fact }” does not include { $values }
policy-condition-at-least = “{ $fact }” is at least { $least }
policy-condition-at-most = “{ $fact }” is at most { $most }
policy-condition-between = “{ $fact }” is from { $least } to { $most }
policy-condition-from = “{ $fact }” is { $least } or later
policy-condition-until = “{ $fact }” is { $most } or earlier

# What a pack says, in words: who, how much and how strongly
policy-words-and = { $first } and { $last }
policy-words-or = { $first } or { $last }
policy-words-yes = yes
policy-words-no = no
policy-words-open = not said
policy-words-must = demand
policy-words-should = recommendation
policy-words-person = employed person
policy-words-external-person = external person
policy-words-body = body
policy-words-who-when = { $who } (when { $condition })
policy-words-required = { $strength }: { $condition }
policy-words-level = all at the { $level }
policy-words-named = { $name }: { $value }
policy-words-hours = { $day ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
    [sun] Sunday
   *[other] day before a red day
} { $hours }

# What a pack says, in words: keys of the format
policy-entry-adopted-by = adopted by
policy-entry-adopted-on = adopted on
policy-entry-action = action
policy-entry-aliases = also called
policy-entry-also-holds = also holds the role
policy-entry-appointed-by = appointed by
policy-entry-ask = ask
policy-entry-available-to-it = IT must reach it
policy-entry-bodies = bodies
policy-entry-by = brought together by
policy-entry-category = category
policy-entry-chair = chair
policy-entry-clauses = clauses
policy-entry-consulted = consulted first
policy-entry-convener = convener
policy-entry-core-function = core function
policy-entry-cost-years = costs of so many years
policy-entry-count-fact = fact that is counted
policy-entry-counts-as = counts as
policy-entry-counts-from = counted from
policy-entry-cycle = made
policy-entry-day = day
policy-entry-decide = decided by the mandate for
policy-entry-decided-by = decided by
policy-entry-default-language = language
policy-entry-description = description
policy-entry-demands = number of holders
policy-entry-discussed-by = discussed by
policy-entry-document = document
policy-entry-draft = drafted by the mandate for
policy-entry-duties = duties
policy-entry-effect = how the program carries it out
policy-entry-effective-kind = category
policy-entry-exceptions = exceptional days
policy-entry-external-allowed = external people may
policy-entry-fact = fact
policy-entry-follow-up = followed up
policy-entry-functions = core functions
policy-entry-group = group
policy-entry-hint = hint
policy-entry-holder-demands = who may hold the role
policy-entry-holder-kinds = kinds of holder
policy-entry-holders = who
policy-entry-holds = holds
policy-entry-hours = hours
policy-entry-id = id
policy-entry-interval-months = interval in months
policy-entry-intro = introduction
policy-entry-is-internal = only for those who manage
policy-entry-is-plan = is a plan
policy-entry-kind = kind
policy-entry-kinds = at least one of each
policy-entry-last-on = last on
policy-entry-layer = layer
policy-entry-level = level
policy-entry-max = at most
policy-entry-may-join = may join
policy-entry-members = members
policy-entry-min = at least
policy-entry-most = at most
policy-entry-name = name
policy-entry-needs-approval = approved before it counts
policy-entry-noted-from = noted from
policy-entry-numbering = numbering
policy-entry-opening-hours = opening hours
policy-entry-order = order
policy-entry-organisation = organisation
policy-entry-owner-demand = demand on document owners
policy-entry-owner-role = owned by
policy-entry-parameter = parameter
policy-entry-party = party
policy-entry-permissions = permissions
policy-entry-public-holidays = public holidays
policy-entry-reading = reading
policy-entry-reference = reference
policy-entry-required = required when
policy-entry-responsible = responsible
policy-entry-review = review
policy-entry-review-months = reviewed in months
policy-entry-revision-interval-months = review in months
policy-entry-roles = roles
policy-entry-rule = rule
policy-entry-rules = rules
policy-entry-scope = scope
policy-entry-section = section
policy-entry-sections = sections
policy-entry-source = source
policy-entry-spoken-for-by = spoken for by
policy-entry-starts-with = begins with
policy-entry-statement = a statement is made
policy-entry-status = status
policy-entry-step-by = who takes the step
policy-entry-strength = strength
policy-entry-stricter = stricter
policy-entry-subject = about
policy-entry-subjects = about
policy-entry-template = template
policy-entry-term = term
policy-entry-text = text
policy-entry-time-zone = time zone
policy-entry-title = title
policy-entry-title-for = called for some objects
policy-entry-valid-from = valid from
policy-entry-value = value
policy-entry-version = version
policy-entry-when = when

# What a pack says, in words: names of the format
policy-value-own = its own
policy-value-object = its object's
policy-value-organisation = its organisation's
policy-value-systems = systems
policy-value-objects = objects
policy-value-organisations = organisations
policy-value-lower = a lower number
policy-value-higher = a higher number
policy-value-union = more in the list
policy-value-none = nothing is stricter
policy-value-enforced = refuses otherwise
policy-value-computed = computed
policy-value-recorded = recorded
policy-value-shown = shown
policy-value-law = law
policy-value-national = national model
policy-value-federation = federation
policy-value-municipality = municipality
policy-value-local = entries of one's own
policy-value-open = open
policy-value-answered = answered
policy-value-by-organisation = organisation
policy-value-by-area = business area
policy-value-own-subject = one's own record
policy-value-own-organisation = one's own organisation
policy-value-whole-federation = the whole federation
policy-value-never = not again
policy-value-yearly = every year
policy-value-half-yearly = every half-year
policy-value-quarterly = every quarter
policy-value-supplier = the supplier
policy-value-it = IT
policy-value-department = the department
policy-value-text = text
policy-value-roles = the roles
policy-value-documents = the documents
policy-value-agreements = the agreements
policy-value-statements = the statements
policy-value-responsibilities = who does what
policy-value-needs = needs
policy-value-goals = goals
policy-value-activities = activities
policy-value-releases = releases
policy-value-resources = resources
policy-value-budget = budget
policy-value-support = whom one contacts
policy-problem-weakens = The demand { $rule } becomes weaker here, which takes a decided deviation.
policy-warning-weakened = The demand { $rule } becomes weaker here than in the pack.
