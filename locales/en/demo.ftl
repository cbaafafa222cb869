# The demonstration: what it writes in the terminal, and what it says when its files are wrong.

demo-built = The demonstration is in { $folder }.
demo-not-a-demo =
    { $path } is there already and is not an earlier demonstration, so it is not overwritten.
    Choose another folder with --dir.
demo-file-wrong = The file cannot be read: { $detail }
demo-not-found = Is not there.
demo-not-a-text = Must be a text.
demo-not-a-table = Must be a table.
demo-unknown-field = Unknown field.
demo-unknown-name = There is nothing called { $name }.
demo-unknown-event = Unknown event.
demo-name-twice = The name is there twice.
