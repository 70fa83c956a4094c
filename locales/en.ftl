# Cunxun's words: one section a feature, keys start with the feature's name. Plain, warm and exact.

## ─── General ───

text-missing = This sentence has not been written yet. We will add it.

## ─── Conversations and errors ───

fault-apology = That did not work. The fault is ours, and nothing you said is lost. Please try again in a while. If you ask about it, give this number: { $reference }

talk-press-one = Please press one of the buttons above, or type what is written on it.
talk-button-past = This button is out of date. Please look at the last message.
talk-changed = Sorry, the questions for this have just been changed, so we have to start again. Please send /menu and choose it once more.
talk-abandoned = What we were asking you about has been put aside. To go on, send /menu and choose it again.

bot-menu = Hello { $name }. What would you like to do?
bot-help = This is Cunxun, for the matters of the township and its villages. This is how to use it:
bot-not-understood = These are the things I understand. Please press a button.
bot-unknown-command = There is no such command. Send /help to see what you can do.
bot-private-only = Please do this in the private chat with me.
bot-open-private = Open the private chat
bot-group-only = { $command } works in groups.
bot-cancelled = All right, that is called off. What would you like to do?
bot-nothing-to-cancel = Nothing is under way. What would you like to do?
bot-anonymous = You wrote in the name of the group, so I cannot tell who you are. Please send it again under your own name.
help-command = see what you can do
help-menu = Help
menu-command = open the menu
cancel-command = call it off and go back to the menu
file-too-large = This file is too large. The limit is { $megabytes } MB.

## ─── Database ───

database-newer = A newer version has used this database (it has “{ $migration }”, which this version does not know). Start that version, or restore a backup from before the upgrade.
database-half-migrated = The last upgrade of the database, to “{ $migration }”, was not finished. Restore a backup from before the upgrade, then start.
database-edited-migration = The “{ $migration }” that this database was upgraded with is not the one in this program. Use the program's files as they were published.
database-in-use = Another Cunxun process is using the database { $file }. Stop that process first.
database-has-users = { $count } programs are still connected to this database. Stop them all before you restore.
backup-file-exists = { $file } is there already, and a backup never overwrites a file. Choose another name.
backup-file-missing = There is no backup file { $file }.
backup-file-damaged = { $file } is not a whole backup ({ $reason }). Your data was left as it is.
backup-wrong-kind = { $file } is a backup of another kind of database and cannot be restored here.

## ─── People and units ───

unit-unknown = There is no such unit, or this is not yours to do there.

## ─── Notices ───

## ─── Prices ───

## ─── End ───
