# 村讯的话：一个功能一节，键以功能名开头。说话要像一位好的村干部：平实、周到、准确。

## ─── 通用 ───

text-missing = 这句话还没有写好，我们会补上。

## ─── 对话与出错 ───

fault-apology = 这一步没有办成，是我们这边出了错，您说的没有丢。请过一会儿再试。要是问起来，请报这个号：{ $reference }

## ─── 数据库 ───

database-newer = 这个数据库已经被更新的版本用过了（里面有“{ $migration }”，这个版本还不认识）。请启动那个更新的版本，或者恢复升级以前的备份。
database-half-migrated = 数据库上次升级到“{ $migration }”没有做完。请恢复升级以前的备份，再启动。
database-edited-migration = 数据库当初升级用的“{ $migration }”，和现在程序里的不一样。请用原来发布的程序文件。
database-in-use = 数据库 { $file } 正由另一个村讯进程使用。请先停掉那个进程。
database-has-users = 还有 { $count } 个程序连着这个数据库。请先都停掉，再恢复。
backup-file-exists = { $file } 已经有了，备份不会盖掉它。请换一个文件名。
backup-file-missing = 没有找到备份文件 { $file }。
backup-file-damaged = { $file } 不是一份完好的备份（{ $reason }），没有动原来的数据。
backup-wrong-kind = { $file } 是另一种数据库的备份，不能恢复到这里。

## ─── 人与单位 ───

## ─── 通知 ───

## ─── 行情 ───

## ─── 结束 ───
