# What is wrong in what was written, so that the reader knows how to mend it.

objection-wrong-input = The value is wrong. Check it and try again.
objection-required = Fill this in. It is required.
objection-too-long = The text is too long. It may have at most { $max } characters.
objection-not-a-number = Write a whole number in digits.
objection-out-of-range = Write a number from { $min } to { $max }.
objection-not-a-date = This is not a date. Write year, month and day, such as 2026-11-22.
objection-not-a-flag = Answer yes or no, or leave it empty if you do not know.
objection-not-a-choice = Choose one of the alternatives.
objection-not-a-link = This is not a web address. It must start with https:// or http:// and may not contain spaces.
objection-not-a-reference = Choose something that is in the list.
objection-too-many = These are too many. Choose at most { $max }.
objection-control-character = The text has characters that cannot be shown. Write it without them.
objection-personal-identity-number = Do not write personal identity numbers. Remove it and try again.
objection-stale = Somebody else has changed this since you read it.
objection-as-of-future = That day has not come yet. Choose today or an earlier day.
objection-cursor = This place in the list is no longer valid. Start from the beginning of the list.
objection-sort = The list cannot be sorted like this.
objection-limit = Write a number from { $min } to { $max }.
objection-unknown-filter = The list cannot be filtered by this.
objection-unknown-field = There is no field with this name here.
objection-wanted-text = This must be a text.
objection-wanted-number = This must be a whole number.
objection-wanted-flag = This must be true, false or null.
objection-wanted-list = This must be a list.
objection-wanted-object = Send a JSON object with the names and values of the fields.
objection-form-expected = Send a form.
objection-json-expected = Send JSON.
objection-idempotency-key = Idempotency-Key must have 1 to 200 characters.
objection-idempotency-reused = The same Idempotency-Key has been used for something else. Choose a new one.

objection-user-name = A user name may have at most 100 characters and no spaces.
objection-user-name-taken = The user name is taken. Choose another.
objection-federation-key = The key may only have small letters a–z, digits and hyphens, at most 40 characters.
objection-federation-name = Write a name with at most 200 characters.
objection-federation-taken = The key is taken. Choose another.
objection-password-too-short = The password is too short. It must have at least { $min } characters.
objection-password-too-easy = The password is too easy to guess. Choose one without your user name and with different characters.
objection-password-wrong = This is not your present password.
objection-password-differs = The two new passwords differ. Write the same one twice.
objection-token-days = A token may be valid from 1 day to 3,650 days.
objection-token-scope = This is not the name of a permission. Write for example register.read.

refused-permission = You lack the permission { $permission }.
objection-said-twice = This is said twice. Say it once.
objection-already-saved = This form has already been saved. Open the page anew to save once more.
