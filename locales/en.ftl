# Cunxun's words: one section a feature, keys start with the feature's name. Plain, warm and exact.

## ─── General ───

text-missing = This sentence has not been written yet. We will add it.

## ─── Conversations and errors ───

fault-apology = That did not work. The fault is ours, and nothing you said is lost. Please try again in a while. If you ask about it, give this number: { $reference }

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

## ─── Notices ───

## ─── Prices ───

## ─── End ───
