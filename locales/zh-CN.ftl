# 村讯的话：一个功能一节，键以功能名开头。说话要像一位好的村干部：平实、周到、准确。

## ─── 通用 ───

text-missing = 这句话还没有写好，我们会补上。

## ─── 对话与出错 ───

fault-apology = 这一步没有办成，是我们这边出了错，您说的没有丢。请过一会儿再试。要是问起来，请报这个号：{ $reference }

talk-press-one = 请按上面的按钮选一个，按钮上的字打给我也行。
talk-button-past = 这个按钮已经过时了，请看最下面那一条。
talk-changed = 不好意思，这件事的问法刚刚改过，得从头再问一遍。请发 /menu 再点一次。
talk-abandoned = 上回问到一半的事先放下了。要接着办，请发 /menu 再点一次。

bot-menu = { $name }，您好。要办什么，请按按钮。
bot-help = 这是村讯，镇里和村里的事在这里说、在这里办。可以这样用：
bot-not-understood = 我只认得下面这些事，请按按钮。
bot-unknown-command = 没有这个命令。发 /help 看看能做什么。
bot-private-only = 这件事请到和我的私聊里办。
bot-open-private = 打开私聊
bot-group-only = { $command } 要在群里发。
bot-cancelled = 好，刚才的事不办了。还要办什么，请按按钮。
bot-nothing-to-cancel = 现在没有正在办的事。要办什么，请按按钮。
bot-anonymous = 您是以群的名义说话的，我看不出是谁。请用自己的名字再发一次。
help-command = 看看能做什么
help-menu = 帮助
menu-command = 打开菜单
cancel-command = 不办了，回到菜单
file-too-large = 这个文件太大了，最多 { $megabytes } MB。

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

unit-unknown = 没有这个单位，或者您不管这里的这件事。

## ─── 通知 ───

## ─── 行情 ───

## ─── 结束 ───
