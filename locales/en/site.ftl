# Signing in, one's own account, and errors that concern whole pages.

sign-in-demo =
    { $count ->
        [one] The account of the demo
       *[other] The { $count } accounts of the demo
    }
sign-in-demo-who = Who
sign-in-demo-of = Accounts to sign in with

account-title = My account
account-change-password = Change password
account-current-password = Present password
account-new-password = New password
account-new-password-hint = At least { $min } characters. A sentence is fine.
account-repeated-password = New password once more
account-password-changed = The password is changed. All other sessions of the account have been ended.
account-tokens = Tokens for scripts
account-tokens-text = With a key a script can work with your permissions, or with some of them.
account-tokens-live = Keys in force
account-token-new = New key
account-token-days = Valid for this many days
account-token-scopes-hint = Choose only what the script needs. If you choose nothing, the key gets all your permissions.
account-token-create = Create key
account-token-once = Your new key
account-token-made = The key is made and holds until { $until }. Copy it now: it is shown this once.
account-token-kept = I have kept the key
account-no-tokens = You have no valid tokens.
account-token-created = Created
account-token-expires = Valid until
account-token-scopes = Permissions
account-token-action = Action
account-token-all = All your permissions
account-token-revoke = Revoke the token
account-token-question = Revoke the token from { $created }?
account-token-consequence = Scripts that use the token stop working at once. This cannot be undone.
account-token-revoked = The token is revoked.

error-rejected-title = Something needs to be corrected
error-rejected-text = Nothing has been saved. Correct the values and try again.
error-stale-title = Somebody else has changed the same record
error-stale-text = Nothing has been saved. Read the record again and redo the change.
error-method-title = This cannot be done here
error-method-text = The address exists, but not for this way of asking.
error-media-type-title = The type of the content is not supported
error-media-type-text = Send JSON to the API and forms to the pages, with the right Content-Type.
error-timeout-title = It took too long
error-timeout-text = Not everything that was to be sent arrived in time. Try again.
error-not-signed-in-title = You are not signed in
error-not-signed-in-text = Sign in or send a valid token.
error-cross-site-title = The request came from another site
error-cross-site-text = For safety, forms are accepted only from Vidmakt's own pages.
error-revision-required-title = The revision is missing
error-revision-required-text = Send If-Match with the ETag that you read the record with.
error-wrong-text = The text cannot be read. It must be UTF-8 without null characters.
error-wrong-json = This is not valid JSON: the fault is on line { $line }, column { $column }.
error-wrong-token = The token is not valid. It may have expired or been revoked.

# What stands in the audit log about accounts
action-federation-renamed = Federation renamed
action-federation-added = Federation added
action-account-added = Account added
action-account-locked = Account locked
action-account-unlocked = Account unlocked
action-account-reset = New first password handed out
action-account-password-changed = Password changed
action-account-feed-renewed = Calendar address made
action-account-feed-revoked = Calendar address removed
action-account-signed-in = Signed in
action-token-created = Token created
action-token-revoked = Token revoked
