# Cunxun's words: one section a feature, keys start with the feature's name. Plain, warm and exact.

## ─── General ───

text-missing = This sentence has not been written yet. We will add it.

## ─── Conversations and errors ───

fault-apology = That did not work. The fault is ours, and nothing you said is lost. Please try again in a while. If you ask about it, give this number: { $reference }

talk-press-one = Please press one of the buttons, or type what is written on it.
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
table-unreadable = This file cannot be read. Please send a CSV or XLSX table.
table-quote-open = In line { $line } a quotation mark has no partner, and nothing after it can be read. Please add it or take it out, and send the file again.
table-too-long = This table is too long. The limit is { $rows } rows.

## ─── Database ───

cli-file-missing = There is no file { $file }.
cli-not-a-file = { $file } is a folder and no file.
cli-unit-kind = Line { $line }: “{ $kind }” is no kind of unit. Please write town, village, group or branch.
cli-backed-up = Backed up and checked: { $file }. The files of cases are not in it; copy them too: { $files }
cli-restored = Restored: { $file }
cli-restored-kept = Restored: { $file }. What it replaced is kept at { $kept }.
cli-file-exists = { $file } is there already; please take another name.
cli-folder-missing = There is no folder { $folder }.
cli-unit-unknown = There is no unit called “{ $unit }”.
cli-unit-several = { $count } units are called “{ $unit }”; please write it with the one above, such as 和平村/一组.
cli-no-town = There are no units yet. Take them in first: import units
cli-format-unknown = As what? Say --format xlsx, csv, gift or aiken.
cli-questions-previewed = Nothing was taken in: { $new } new, { $changed } changed, { $unchanged } the same, { $refused } refused.
cli-questions-imported = Taken in: { $new } new, { $changed } changed, { $unchanged } the same, { $refused } refused.
cli-questions-exported = Wrote { $count } questions: { $file }. Left out, as the format cannot hold them: { $leftOut }.
cli-units = Units: { $new } new, { $unchanged } unchanged.
cli-health = Updates: { $waiting } waiting, { $parked } given up. Deliveries: { $queued } waiting, { $rejected } failed, { $doubtful } in doubt; the oldest has waited { $oldestDueS } s. Files of cases: { $filesWaiting } to be kept ({ $filesLate } of them late), { $filesRefused } not kept.
cli-owner-token = Add ?start={ $start } to the bot's link and open it on the owner's phone. It works once.
cli-audit = Checked: { $cases } cases, { $events } steps. Everything follows from what was before; nothing was changed.
cli-audit-bad = Checked: { $cases } cases, { $events } steps. These do not fit; please compare with a backup:
cli-audit-empty = there is none at all
cli-audit-hole = one is missing
cli-audit-changed = it was changed
cli-audit-note = its words were changed, or are gone
cli-audit-state = it is not what the case says now
cli-audit-missing = the last one is missing
identities-key-missing = Some names cannot be opened: an earlier key is missing. Please put the earlier IDENTITY_KEY into OLD_IDENTITY_KEYS and run this again; what is done already stays done.
identities-damaged = The name in case { $number } does not open: it was changed, or was moved there from another case. Please find out what happened, then restore it from a backup.
cli-audit-broken = Case { $number }, step { $seq } does not fit: { $wrong }
cli-rotated = Done: { $rotated } sealed anew, { $current } had the newest key already.
cli-has-owner = There is an owner already. Another one is invited by the present one with /invite.
database-newer = A newer version has used this database (it has “{ $migration }”, which this version does not know). Start that version, or restore a backup from before the upgrade.
database-half-migrated = The last upgrade of the database, to “{ $migration }”, was not finished. Restore a backup from before the upgrade, then start.
database-edited-migration = The “{ $migration }” that this database was upgraded with is not the one in this program. Use the program's files as they were published.
database-in-use = Another Cunxun process is using the database { $file }. Stop that process first.
database-has-users = { $count ->
    [one] 1 program is still connected to this database. Stop it before you restore.
   *[other] { $count } programs are still connected to this database. Stop them all before you restore.
}
database-unreachable = The database cannot be reached ({ $reason }). Please check DATABASE_URL, and that the database runs.
database-missing = There is no database { $file } yet. Please check DATABASE_URL.
database-damaged = The database { $file } is damaged ({ $reason }), so there is no backup of it. Keep the file, and restore the last whole backup.
backup-folder-missing = There is no folder { $folder }. Please make it before you back up.
backup-file-exists = { $file } is there already, and a backup never overwrites a file. Choose another name.
backup-file-missing = There is no backup file { $file }.
backup-file-damaged = { $file } is not a whole backup ({ $reason }). Your data was left as it is.
backup-wrong-kind = { $file } is a backup of another kind of database and cannot be restored here.

## ─── People and units ───

owner-link = The town has no owner yet. Please open this link on the owner's phone; it works once: { $link }
town-unnamed = Our town
unit-unknown = There is no such unit, or this is not yours to do there.

start-command = start from the beginning
start-welcome = All right. Notices and prices will come to you here. What would you like to do?
menu-open = Open the menu
language-name = English
language-question = Please choose a language.
language-command = choose another language
language-menu = Language 语言
language-set = All right, we speak English from now on.
language-unknown = I do not speak that language yet.

home-which-village = Which village do you live in?
home-which-group = { $unit }: which group do you live in?
home-only-village = I am not sure which group
home-later = Later
home-settled = Noted: you live in { $unit }. Its notices will come to you here. What would you like to do?

me-command = who I am, where I live, which roles I hold
me-menu = About me
me-name = You are { $name }.
me-home = Home: { $unit }
me-no-home = You have not said where you live.
me-role = Role: { $role }, { $unit }
me-change-home = Change my home

role-owner = owner
role-secretary = secretary
role-officer = information officer
role-mediator = mediator
role-handler = handler
role-leader = leader in charge
role-member = Party member
role-villager = villager
role-host = quiz host
role-unknown = This was not found. It may have ended already.
role-too-high = This role is given by a higher level.
role-last-owner = This is the only owner left. Please name another one first.

invite-command = invite somebody to a role
invite-menu = Invite
invite-which-unit = Into which unit?
invite-open-ones = Links that are still open
invite-which-role = { $unit }: which role? To go further down, press the name of a unit.
invite-how-many = { $role }: how many people may use this link?
invite-uses = { $uses }
invite-ready = { $uses ->
    [one] The link is ready: { $role }, { $unit }. It can be used once until { $date }. Please pass it on to the person and not to a group.
   *[other] The link is ready: { $role }, { $unit }. It can be used { $uses } times until { $date }. Please pass it on to the person and not to a group.
}
invite-line = Withdraw: { $role }, { $unit } (used { $used }/{ $uses })
invite-press-to-revoke = Press a link to withdraw it. Those who came in by it stay.
invite-none-open = No link is open.
invite-offer = You are invited to be: { $role }, { $unit }. If this is meant for you, please press the button.
invite-accept = Yes, I accept
invite-accepted = Done. You are now { $role }, { $unit }. Send /menu to see what you can do.
invite-unknown = This link does not work. It may have been withdrawn. Please ask for a new one.
invite-expired = This link has expired. Please ask for a new one.
invite-used-up = This link has been used already. Please ask for a new one.

bind-command = bind this group to a unit
unbind-command = this group hears no more notices
bind-hello = Hello, I am Cunxun. A secretary or information officer can send /bind here and choose the unit of this group; its notices and prices will then come here. I do not see what you say to each other.
bind-not-yours = Groups are bound by a secretary or an information officer.
bind-which-unit = Which unit is this group of?
bind-which-below = { $unit }: this one, or one below it?
bind-this-one = { $unit } itself
bind-done = Done. This group is bound to { $unit }, and its notices and prices will come here.
bind-undone = Done. This group hears no more of { $unit }.
bind-not-bound = This group is not bound to a unit of yours.

units-command = villages, groups and branches
units-menu = Units
units-which = Which one?
units-one = { $count ->
    [one] { $unit } has 1 unit below it.
   *[other] { $unit } has { $count } units below it.
}
units-add = Add a { $kind }
units-rename = Rename
units-new-name = What is it called? Please type the name.
units-other-name = What shall it be called? Please type the name.
units-name-in-words = Please send the name as text.
units-named = Done: { $name }.
unit-kind-town = town
unit-kind-village = village
unit-kind-group = group
unit-kind-branch = Party branch
unit-kind-misplaced = This kind of unit does not belong here.
unit-name-length = A name has 1 to { $longest } characters.
unit-name-taken = There is a “{ $name }” here already. Please choose another name.
unit-parent-missing = The unit above, “{ $name }”, was not found. Please put it first.

people-command = see who holds which role
people-menu = People
people-which-unit = Which unit?
people-in = { $unit }: press a role to end it.
people-none = Nobody holds a role in { $unit } yet.
people-end = End: { $name }, { $role }

leave-command = take leave, with somebody to stand in
leave-menu = Leave
leave-list = Leaves that you planned. Press one to end it:
leave-none = You have planned no leave. While you are away, another does what waits for you and hears what you would hear.
leave-new = Plan a leave
leave-new-for = Enter a leave for somebody
leave-line = { $from } to { $to }, { $name } stands in
leave-line-for = { $absent }: { $from } to { $to }, { $name } stands in
leave-which-unit = In which unit are they?
leave-this-unit = In { $unit } itself
leave-whose = Who is away?
leave-none-there = Nobody is there for whom you may enter a leave. Please choose another unit.
leave-from = From which day? Press one, or type it.
leave-to = Until which day, that one included? Press one, or type it.
leave-not-a-day = I could not read that day. Please type it like 2026-03-05.
leave-who = Who stands in for you?
leave-who-for = Who stands in for them?
leave-person = { $name } ({ $role })
leave-noted = Noted: { $from } to { $to }. They know.
leave-told = From { $from } to { $to } you stand in for { $name }. What waits for them comes to you too.
leave-entered = { $by } entered a leave for you: { $from } to { $to }, { $deputy } stands in. When you are back you can end it in /leave.
leave-over = { $name } is back; you need not stand in any more.
leave-past = That time is past. Please choose later days.
leave-too-long = At most { $days } days in one go.
leave-clash = One of the two has another arrangement at that time. Please change that one first.
leave-unfit = They are not in the same line and cannot stand in.
leave-nobody = Nobody else in that line can stand in.
leave-unknown = There is no such arrangement, or it is not yours to handle.

## ─── Notices ───

schedule-past = This time is past. Please choose one that is still to come.
schedule-changed = This schedule has just changed. Please open it again.

notice-command = send a notice
notice-menu = Send a notice
notices-command = notices that were sent or are scheduled
notices-menu = Notices
notices-list = The latest notices. Press one to see more:
notices-none = No notice has been sent yet.
notice-unknown = There is no such notice, or it is not yours to handle.
notice-which-kind = What kind of notice?
notice-kind-study = Study
notice-kind-policy = Policy
notice-kind-farm = Farming
notice-kind-price = Prices
notice-kind-job = Jobs
notice-kind-training = Training
notice-kind-affairs = Village affairs
notice-kind-event = Event
notice-kind-emergency = Emergency
notice-which-unit = To which unit?
notice-whole-unit = All of { $unit }
notice-to-whom = To whom?
notice-to-both = Groups and people
notice-to-groups = Groups only
notice-to-people = People only
notice-to-role = Holders of a role
notice-which-role = Which role?
notice-what = Please send me what you want to say: text, or one photo, file, voice message or video, with words under it if you like.
notice-words-please = Please send text, or one photo, file, voice message or video.
notice-empty = There are no words yet. Please send me what you want to say.
notice-too-long = This is too long: { $length } characters, and the limit is { $longest }. Please make it shorter.
notice-kept-words = This is what you wrote last time and did not send. Use it?
notice-use-kept = Use it
notice-use-new = Write anew
notice-head = [{ $kind }] { $unit }
notice-late = Sent late; it was due { $at }
notice-groups = { $count ->
    [one] 1 group
   *[other] { $count } groups
}
notice-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
notice-nobody = There is no group and nobody who can receive it now.
notice-confirm-reach = This is how it will look. It goes to: { $reach }
notice-confirm-rule = { $rule }; next:
notice-confirm-morning = It is night: this waits until 07:00. For an emergency, choose that kind.
notice-confirm-at-once = An emergency leaves at once, without the minute to take it back. It can still be stopped and recalled.
notice-send = Send
notice-save = Save it
notice-other-words = Change the text
notice-other-time = Change the time
notice-other-audience = Change the audience
notice-drop = Do not send
notice-dropped = All right, this is not sent.
notice-on-its-way = All right. You can follow it below.
notice-saved = Saved. To pause, skip or delete it, send /notices.
notice-starts-soon = { $total ->
    [one] It goes to 1 chat in a minute. You can still take it back.
   *[other] It goes to { $total } chats in a minute. You can still take it back.
}
notice-starts-morning = { $total ->
    [one] Nothing goes out at night: it goes to 1 chat at 07:00. You can still take it back.
   *[other] Nothing goes out at night: it goes to { $total } chats at 07:00. You can still take it back.
}
notice-undo = Take it back
notice-counts = Sent { $sent }, failed { $failed }, left { $left }
notice-minutes = { $minutes ->
    [one] About a minute to go
   *[other] About { $minutes } minutes to go
}
notice-rest-morning = Nothing goes out at night: the rest follows at 07:00
notice-stop = Stop
notice-stopping = Stopping.
notice-stopped-toast = Stopped; { $stopped } were not sent.
notice-over = This one has been sent to the end. To delete it everywhere, press Recall.
notice-done = Done: sent { $sent }, failed { $failed }.
notice-stopped = Stopped: sent { $sent }, failed { $failed }, not sent { $stopped }.
notice-undone = Taken back. Nothing was sent.
notice-details = Details
notice-recall = Recall
notice-recall-question = This deletes it wherever it was sent and sends no more. What was sent over 48 hours ago cannot be deleted.
notice-recall-sure = Recall it
notice-recalled = { $recalled ->
    [one] Recalling it from 1 chat. The message with its progress tells how far that is.
   *[other] Recalling it from { $recalled } chats. The message with its progress tells how far that is.
}
notice-recall-progress = Recalling: deleted { $deleted }, could not delete { $failed }, left { $left }
notice-recall-done = Recalled: deleted { $deleted }, could not delete { $failed }.
notice-recalled-already = This one has been recalled already.
notice-last-issue = Last time: { $at }, { $reach }
notice-report-row = { $title }: { $what }
notice-report-head = <b>{ $title }</b> (page { $page } of { $pages })
notice-row-private = person
notice-row-group = group
notice-row-queued = waiting
notice-row-sending = being sent
notice-row-sent = sent
notice-row-gone = cannot be reached
notice-row-rejected = failed
notice-row-expired = out of time, not sent
notice-row-stopped = stopped, not sent
notice-row-doubtful = perhaps sent
notice-row-recalling = being recalled
notice-row-recalled = recalled
notice-row-not-recalled = could not be recalled
notice-row-repeated = { " " }(perhaps twice)
notice-row-reason = { " " }({ $reason })
list-comma = { ", " }
list-before = Previous
list-after = Next

schedule-active = active
schedule-paused = paused
schedule-ended = ended
schedule-broken = set aside after an error
schedule-next = Next: { $at }
schedule-pause = Pause
schedule-resume = Resume
schedule-skip = Skip the next one
schedule-end = Delete
schedule-missed-dropped = { $count ->
    [one] It was not sent on { $at }: it could not be sent then, and now it is too late.
   *[other] { $count } times, from { $first } to { $at }, it was not sent: it could not be sent then, and now it is too late.
}
schedule-missed-last = It does not come again. If it is still to be sent, please write it anew.
schedule-missed-broken = It was not sent on { $at }: there was an error, and the schedule is set aside. Open it to resume or to delete it.
schedule-missed-open = Open the schedule

when-which = When?
when-now = Now
when-once = At a time
when-day = Daily
when-week = Weekly
when-month = Monthly
when-moment = On which day, at what time? Press one, or type it: 2026-03-05 19:30.
when-tomorrow = Tomorrow
when-after-tomorrow = In two days
when-not-a-moment = I could not read the day and time. Please type it like 2026-03-05 19:30.
when-time = At what time? Press one, or type it, like 08:30.
when-not-a-time = I could not read the time. Please type it like 08:30.
when-weekday = On which day of the week?
when-not-a-weekday = Please press one of the days.
when-workdays = Monday to Friday
when-135 = Mon, Wed, Fri
when-which-day = On which day of the month? Press one, or type a number.
when-day-of-month = { $day }
when-month-end = The last day
when-not-a-day = Please type a number from 1 to 31.
when-short-month = What about months without a { $day }?
when-short-last = Send on their last day
when-short-skip = Skip those months
rule-once = Once, { $at }
rule-day = Daily at { $at }
rule-week = Every { $days } at { $at }
rule-month = Monthly on day { $day } at { $at }
rule-month-skip = Monthly on day { $day } at { $at }, only where there is such a day
rule-month-last = Monthly on day { $day } at { $at }, or on the last day of a shorter month
rule-month-end = On the last day of every month at { $at }
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

## ─── Prices ───

price-command = see prices, for example /price 土豆
price-menu = Prices
price-which = The price of what? Press one, or send “/price name”.
price-unknown = There is no price for “{ $name }”. Please choose below, or try another name.
price-none = There are no prices yet.
price-per = { $price } yuan per { $unit }
price-per-jin = { " " }({ $price } yuan per 斤)
price-range = , from { $low } to { $high }
price-up = Up { $price } yuan in { $days } days ({ $day })
price-down = Down { $price } yuan in { $days } days ({ $day })
price-same = The same as { $days } days ago ({ $day })
price-stale = This is the price of { $day }; there is none since.
price-watch = { $name }: tell me when
price-at-which = { $name } is { $price } now. At which price shall I tell you? Press one, or type a number like 1.5.
price-when-above = Above { $price } yuan
price-when-below = Below { $price } yuan
price-not-a-price = I could not read the price. Please type a number like 1.5.
price-watched-above = All right: I will tell you when { $name } is above { $price } yuan, once a day at most.
price-watched-below = All right: I will tell you when { $name } is below { $price } yuan, once a day at most.
price-alert-above = { $name } is above { $limit } yuan: { $price } ({ $day })
price-alert-below = { $name } is below { $limit } yuan: { $price } ({ $day })
price-alert-off = Do not tell me any more
price-alert-is-off = All right, no more of this one.
price-alert-over = This alert has ended already.
price-import-not-yours = Prices are taken in by a secretary.
price-file-no-header = There is no header. It needs 品名, 发布日期 and one of 最低价, 平均价, 最高价.
price-import-done = { $rows } rows: { $new } new, { $unchanged } unchanged, { $corrected } corrected, { $refused } refused, { $waiting } waiting.
price-import-waiting = { $count ->
    [one] 1 row is for you to look at, see below.
   *[other] { $count } rows are for you to look at, see below.
}
price-row-line = Line { $line }: { $why }
price-row-more = { $count } more were refused.
price-row-no-name = no name
price-row-no-price = no price
price-row-bad-price = a price that cannot be read, or is finer than a fen
price-row-no-unit = no unit
price-row-bad-day = a day that cannot be read
price-row-low-above-high = the lowest price is above the highest
price-row-average-outside = the average is not between the lowest and the highest
price-waiting-contradiction = There are two different prices for one day
price-waiting-jump = It is ten times off the recent price
price-waiting-question = { $name } { $day }: { $price }. { $why }. Use this one?{ $left ->
    [0] { "" }
   *[other] { " " }({ $left } more after it)
}
price-waiting-take = Use this one
price-waiting-drop = Drop it
price-waiting-none = All decided; no price is waiting.
price-decided-already = This one has been decided already.
waiting-command = look at prices that wait for a decision
digest-command = send prices to the groups at set times
digest-menu = Plan a digest
digests-command = see the planned digests
digests-menu = Digests
digests-list = The planned digests. Press one to see more:
digests-none = No digest is planned yet. Send /digest to plan one.
digest-unknown = There is no such digest, or it is not yours to handle.
digest-which-unit = To the groups of which unit?
digest-whole-unit = All of { $unit }
digest-which-names = Which goods? Press them one by one, or type several, like 土豆, 番茄.
digest-names-so-far = Chosen: { $names }. Any more?
digest-names-done = That is all
digest-no-names = No goods are chosen yet.
digest-confirm = To the groups of { $unit }, { $rule }: { $names }. Next:
digest-drop = Drop it
digest-dropped = All right, it is dropped.
digest-saved = Saved. To pause, skip or delete it, send /digests.
digest-of-unit = { $unit }: { $names }
digest-title = Digest: { $names }
digest-head = Prices { $day }
digest-of-day = { " " }(of { $day })
digest-left-out = { $count ->
    [one] 1 has no price from the last seven days and is left out.
   *[other] { $count } have no price from the last seven days and are left out.
}
digest-nothing-new = Today's prices were not sent to the groups: none of the chosen goods has a price from the last seven days.

## ─── Working days ───

days-command = which days are worked and which are off; the town can note its own
days-menu = Working days
days-head = <b>Working days</b> (page { $page } of { $pages })
days-explained = Usually Monday to Friday are worked. In the next twelve months these days differ:
days-none = Usually Monday to Friday are worked. No day is noted yet that differs in the next twelve months.
days-line = { $day }: { $how }, { $name }
days-line-by-hand = { $day }: { $how }, { $name } (set by the town)
days-worked = worked
days-off = off
days-year-unknown = The holidays of { $year } are not known here yet. Deadlines in that year are counted by Monday to Friday for now, and are provisional.
days-year-by-hand = The holidays of { $year } were all noted by the town.
days-year-whole = All of { $year } is noted
days-year-open = Not all of { $year } is noted
days-year-known = The holidays of { $year } need not be noted by hand.
days-year-empty = Not one day off is noted in { $year } yet. Please note them first, day by day.
days-year-warning = The holidays of { $year } are not known here yet. Deadlines in that year are counted by Monday to Friday for now, and are marked as provisional. Once the state has published them, please have whoever runs the bot update Cunxun; if you cannot wait, press the button below and note them day by day.
days-add = Note a day
days-forget = Remove: { $day } { $name }
days-forgotten = Removed: { $day } { $name }
days-which = Which day? Press one, or type it like 2026-03-03.
days-not-a-day = I could not read the day. Please type it like 2026-03-03.
days-too-far = { $day } is too far away. Days from a month ago to two years ahead can be noted.
days-is-worked = { $day } is a day that is worked, as it stands.
days-is-off = { $day } is a day off, as it stands.
days-make-off = Make it a day off
days-make-worked = Make it a day that is worked
days-other-day = Another day
days-what-name = What day is it? Please type a few words, like “Tibetan New Year” or “market fair”.
days-name-in-words = Please send the name as text.
days-name-length = A name has 1 to { $longest } characters.
days-noted = Noted: { $line }. The deadlines of what is under way follow within ten minutes.
days-already-off = { $day } is off already and need not be noted.
days-already-worked = { $day } is worked already and need not be noted.
days-unknown = The town has noted nothing for { $day }. It may have been removed already.
cli-day-noted-off = { $moved ->
    [one] Noted: { $day } is off, { $name }. 1 deadline follows.
   *[other] Noted: { $day } is off, { $name }. { $moved } deadlines follow.
}
cli-day-noted-worked = { $moved ->
    [one] Noted: { $day } is worked, { $name }. 1 deadline follows.
   *[other] Noted: { $day } is worked, { $name }. { $moved } deadlines follow.
}
cli-day-forgotten = { $moved ->
    [one] Removed: { $day } { $name }. 1 deadline follows.
   *[other] Removed: { $day } { $name }. { $moved } deadlines follow.
}
cli-day-how = After the day comes off, worked or forget.

## ─── Terms ───

terms-command = see and change how long things may take
terms-menu = Terms
terms-head = <b>How long things may take</b>
    Press one to change it. What is under way keeps its deadline; what begins from now on gets the new one.
terms-line = { $name }: { $amount }
terms-line-own = { $name }: { $amount } (usually { $usual })
terms-hours = { $amount ->
    [one] 1 hour
   *[other] { $amount } hours
}
terms-days = { $amount ->
    [one] 1 day
   *[other] { $amount } days
}
terms-working-days = { $amount ->
    [one] 1 working day
   *[other] { $amount } working days
}
terms-word = First word back
terms-accept = Taking in
terms-accept-danger = Taking in what is life or death
terms-handle-group = Handling by a group
terms-handle-village = Handling by a village
terms-handle-town = Handling by the town
terms-verify = Waiting for the reporter's answer
terms-follow-up = Asking again after handing on
terms-pause = Longest pause
terms-extension = Longest extension
terms-which-amount = { $name }: { $amount } now. What shall it be? Press one, or type a number from { $least } to { $most }.
terms-not-an-amount = Please type a number from { $least } to { $most }.
terms-changed = Changed: { $name }, { $amount }. What begins from now on gets it.
terms-unknown = There is no such term.

## ─── Cases ───

report-command = tell a grievance
report-menu = Tell a grievance
reportfor-command = tell one for somebody else
reportfor-menu = Tell for others
mycases-command = see what became of what I told
mycases-menu = My grievances
case-command = find one by its number, like /case 482-037
desk-command = see what waits for me
desk-menu = My desk
allcases-command = see every open case here
allcases-menu = Open cases

report-what = Tell me; I am taking it down. Words, voice, photos, video or a location, as many messages as you like. When that is all, press "That is all".
report-noted = Taken down: { $what }. Go on, or press "That is all".
report-count-words = { $count ->
    [1] 1 message
   *[other] { $count } messages
}
report-count-voice = { $count ->
    [1] 1 voice message
   *[other] { $count } voice messages
}
report-count-photo = { $count ->
    [1] 1 photo
   *[other] { $count } photos
}
report-count-video = { $count ->
    [1] 1 video
   *[other] { $count } videos
}
report-count-document = { $count ->
    [1] 1 file
   *[other] { $count } files
}
report-count-place = { $count ->
    [1] 1 place
   *[other] { $count } places
}
report-not-this = I cannot take this in. Please send words, voice, a photo, a video, a file or a location.
report-full = { $most } pieces are taken down by now, and no more fit in. Please press a button below first; the rest can follow when these have been sent.
report-done = That is all
report-danger = It is life or death
report-emergency = Please call first: police 110, fire 119, ambulance 120. Then go on telling me and press "That is all"; somebody will look at once.
report-not-a-case = It is no grievance; show the menu
report-kept = This is what you told last time; it was not sent. Go on from here?
report-go-on = Go on
report-anew = Begin anew
report-told = What you told ({ $what }):
report-which-kind = What is it about?
report-where = Where is it?
report-here = Here, in { $unit }
report-whole-unit = { $unit }, not sure which group
report-how-urgent = How urgent is it?
report-usual = As usual
report-urgent = Urgent, within days
report-which-privacy = Who may know that it was you?
report-privacy-named = All who work on it
report-privacy-confidential = Only who takes it in
report-privacy-sealed = Nobody; pass my words on
report-known-named = Those who work on it see your name.
report-known-confidential = Only the one who takes it in sees your name; all others see a code.
report-known-sealed = Nobody sees your name; they see a code, and I pass words to and fro.
report-about-whom = Whom is it about? They and those below them will not learn of it; it begins one level up.
report-official = { $name } ({ $role })
report-about-nobody = Nobody in particular
report-about-line = About { $name }: they and those below them cannot see it; it begins one level up.
report-for-line = Told for { $name }.
report-summary = Please look: { $unit }, { $kind }
report-send = Send it
report-change-privacy = Who sees my name
report-change-about = It is about an official
report-change-told = Add something
report-drop = Leave it
report-dropped = All right. Nothing of it was sent.
report-for-way = How did it come?
report-way-visit = In person
report-way-phone = By phone
report-way-paper = On paper
report-for-name = Whose is it? Please type the name.
report-name-needed = Please type it in words.
report-for-contact = How can they be reached? Please type a phone number or where they live.
report-for-no-contact = Not needed
report-for-consent = Does { $name } agree that you tell it for them?
report-consented = They agree
report-not-asked = They could not be asked
report-in-private = Please tell it in the private chat. Nothing of it is handled or kept in a group.
report-take-away = If what you just wrote in the group names people, please delete that message there, and tell me here instead. Send /report.

case-head = Case { $number } · { $kind }
case-kind-water = Water
case-kind-land = Land
case-kind-road = Roads
case-kind-subsidy = Subsidies
case-kind-neighbours = Neighbours
case-kind-environment = Environment
case-kind-money = Village money
case-kind-safety = Safety
case-kind-other = Other
case-urgency-usual = As usual
case-urgency-urgent = Urgent
case-urgency-danger = Life or death: look at once
case-state-filed = waits to be taken in
case-state-redirected = handed outside, followed
case-state-declined = not taken in
case-state-accepted = taken in, waits for a handler
case-state-assigned = has a handler
case-state-working = under way
case-state-waiting = stands and waits
case-state-handled = said to be done, waits for your word
case-state-asked = said to be done, waits for the word of who told it
case-state-disputed = not settled, done again
case-state-closed = closed
case-state-withdrawn = withdrawn
case-party-working = being mediated
case-party-moved = handed elsewhere
case-party-agreed = settled between both sides
case-party-over = closed
case-outcome-solved = solved
case-outcome-partly = partly solved
case-outcome-impossible = not possible
case-outcome-settled = settled between the parties
case-outcome-withdrawn = withdrawn
case-decline-in-court = a court is dealing with it
case-decline-decided-before = it was decided before
case-decline-not-a-matter = there is nothing to be done
case-decline-too-little = too little was told
case-pause-reporter = waiting for you
case-wait-reporter = waiting for who told it
case-wait-third-party = waiting for another office
case-wait-weather = waiting for the weather
case-pause-third-party = waiting for another office
case-pause-weather = waiting for the weather
case-no-deadline = none
case-day-provisional = { $day } (the holidays are not published yet; it may move)
case-alias = Writer-{ $alias }
case-you = You
case-see = Open it

case-filed = Received. Whenever you ask about it, give the number above.
case-filed-unit = It is now with { $unit }.
case-filed-with = It is now with { $unit }; { $holders } takes it in.
case-filed-word = Somebody will answer you before { $at }.
case-accepted = { $unit } has taken it in; it is to be done by { $day }. You will hear who does it.
case-assigned = { $handler } does it, { $lead } answers for it; it is to be done by { $day }.
case-passed-on = It was handed to { $unit }, who go on with it.
case-passed-around = It has been handed on several times, so its time runs on from where it stood: what is not decided by { $day } goes up by itself.
case-redirected = It is for { $whom } to do and was handed to them. We keep asking, and you hear from us by { $day }.
case-declined = It was not taken in: { $reason }. If you think that is wrong, ask for a second look, or for one level up.
case-paused = It stands for now: { $reason }. By { $day } at the latest it goes on.
case-handled = The handler says that it is done: { $outcome }.
case-is-it-settled = How was it settled? One tap is enough.
case-tell-them-handled = Please tell whoever asked you to report it. If they say it is not settled, press the button below; how well it was settled is asked after seven days by somebody from outside.
case-rate-5 = 5 very good
case-rate-4 = 4 good
case-rate-3 = 3 fair
case-rate-2 = 2 not good
case-rate-1 = 1 bad
case-rate-0 = It is not settled
case-rate-none = They gave no number
case-rated = Noted: { $score }. The case is closed. To say more, in words or by voice, press the button. If it comes back within ten days, you can open it again.
case-answer-for-you = An answer for you:
case-answer-this = To answer, press "Answer back", or reply to this message.
case-answer-back = Answer back

case-new = New: { $unit }, { $from }
case-take-in-by = To be taken in by { $day }.
case-more-told = { $from } adds:
case-state-line = { $state }, due: { $day }
case-state-alone = { $state }
case-where-line = In { $unit }, now with { $handling }
case-from-line = From: { $from }
case-who-line = Lead: { $lead }, handler: { $handler }
case-outcome-line = Outcome: { $outcome }
case-more-line = { $entries } messages in all; press "All of it".
case-last-line = Last: { $what } ({ $note })
case-reason-note = { $reason }: { $note }
case-went-up-overdue = not done in time
case-went-up-disputed = twice called not settled
case-went-up-nobody-there = nobody there to do it
case-mark-confidential = Only the one who took it in knows who told it.
case-mark-sealed = Who told it is sealed; words pass through me.
case-mark-filed-by = Told for them by { $name }.
case-mark-about = About { $name }: they and those below them must not learn of it.
case-mark-reopened = Opened again: { $times }.
case-mark-disputed = Said not to be settled: { $times }.
case-mine-unit = It is now with { $unit }; nobody does it yet.
case-mine-handler = It is now with { $unit }; { $handler } does it.
case-mine-answer = The last answer: { $text }
case-push = Push it
case-thread = All of it
case-thread-empty = Nothing was said yet.
case-files = Files ({ $count })
case-file-line = { $what }, { $at } of { $of }
case-file-lost = One of your files was not kept: { $what }. If it matters, please send it in another form, or tell it in words.
case-back = Back to the case
case-place = Place: { $at }
case-entry-told = { $who } { $at }
case-entry-answer = { $who } answered { $at }
case-entry-note = { $who } noted { $at }
case-entry-goes-on = { $head } (goes on)

case-step-accept = Take it in
case-step-pass-on = Hand on
case-step-redirect = Hand outside
case-step-decline = Do not take it in
case-step-second-look = Ask for a second look
case-step-assign = Assign
case-step-hand-over = Hand over
case-step-begin = Begin
case-step-pause = Let it stand
case-step-resume = Go on
case-step-handle = It is done
case-step-confirm = I asked them: close it
case-step-dispute = They say it is not settled
case-step-withdraw = Withdraw
case-step-reopen = Open it again
case-step-appeal = Take it one level up
case-done-pass-on = Handed on; the reporter knows.
case-done-redirect = Noted; the reporter knows. When it is due you will be asked what became of it.
case-done-decline = Noted; the reporter was told why.
case-done-second-look = Somebody will look again and answer you.
case-done-assign = Assigned; both of them and the reporter know.
case-done-hand-over = Handed over. Whoever takes it on and the reporter know.
case-done-pause = It stands; the reporter was told why.
case-done-handle = Noted; the reporter is being asked.
case-done-confirm = Closed; the handler and the reporter know.
case-done-dispute = Noted. It will be done again, and you will hear of it.
case-done-withdraw = Withdrawn.
case-done-reopen = Opened again; somebody goes on with it.
case-done-appeal = It went one level up; they will look and answer you.
case-event-accept = taken in
case-event-pass-on = handed on
case-event-redirect = handed outside
case-event-decline = not taken in
case-event-second-look = second look asked
case-event-assign = assigned
case-event-hand-over = handed over
case-event-begin = begun
case-event-pause = stood
case-event-resume = went on
case-event-handle = done
case-event-confirm = confirmed
case-event-dispute = not settled
case-event-withdraw = withdrawn
case-event-reopen = opened again
case-event-appeal = one level up asked
case-event-climb = went one level up
case-event-orphaned = its people left
case-event-top = with the town already

case-which-lead = Who answers for it?
case-which-handler = Who does it?
case-which-unit = To which unit?
case-pass-on-why = Anything they should know? Words or voice.
case-to-whom = Whose is it? Press one, or type it.
case-outside-police = the police station
case-outside-power = the power supply office
case-outside-water = the water station
case-outside-road = the road office
case-outside-court = the court
case-outside-county = a county office
case-why-decline = Why is it not taken in?
case-why-pause = What does it wait for?
case-more-words = A word for the reporter? Words or voice.
case-no-word = No word
case-which-outcome = How did it end?
case-what-done = What was done? The reporter sees this. Press one, or type it.
case-why-impossible = Why is it not possible? Tell the reporter, and whom else they can ask.
case-template-mended = It was mended
case-template-paid = The money was paid out
case-template-explained = The policy was explained
case-template-mediated = The parties were reconciled
case-what-score = You asked the reporter. What number did they give?
case-how-asked = How did you ask, and what did they say? One sentence, please.
case-why-dispute = What is not settled? Words or voice.
case-why-disputed = That is noted: it is done again, and you will hear. What is not settled? Words or voice, or nothing at all.
case-why-withdraw = Why do you withdraw it? Words or voice.
case-why-reopen = What happened again? Words or voice.
case-why-second-look = What do you think is wrong? Words or voice.
case-why-appeal = What do you think is wrong? Words or voice.

case-say-answer = Answer
case-say-note = Note
case-say-told = Add something
case-say-nothing = Neither
case-say-done = That is all, send it
case-say-noted = Taken down: { $what }. Go on, or press "That is all, send it".
case-say-what-answer = An answer to the reporter of case { $number }: words, voice or photos.
case-say-what-note = A note on case { $number }: only those who work on it see it.
case-say-what-told = More on case { $number }: words, voice or photos.
case-answer-or-note = Is this an answer to the reporter, or a note for those who work on it?
case-say-more = That is taken down too.
case-said-answer = Passed to the reporter of case { $number }.
case-said-note = Noted on case { $number }; the reporter does not see it.
case-said-told = Added to case { $number }; those who work on it see it.
case-said-nothing = All right. What you wrote was added to no case.
case-which = Which one is this about?
case-which-own = Told by me { $number } { $kind }
case-which-desk = On my desk { $number } { $kind }
case-which-more = That is taken down too. Which one is this about?
case-which-new = This is something new
case-which-none = None of these

case-line = { $number } { $kind } · { $state }
case-line-due = { $number } { $kind } · { $state } · by { $month }-{ $day }
case-mine-list = What you told, { $count } in all:
case-mine-list-party = What concerns you, { $count } in all:
case-mine-none = You have not told anything yet. Send /report to begin.
case-desk-list = What waits for you, the most pressing first, { $count } in all:
case-desk-none = Nothing waits for you now.
case-all-list = Open here, { $count } in all:
case-all-none = Nothing is open here.

case-news-handled = The handler says that it is done; the reporter is being asked.
case-news-confirmed = The reporter was asked; it is closed.
case-news-scored = The reporter says that it is settled, and gives { $score }.
case-news-closed = This case is closed. If that is wrong, you can open it again within ten days.
case-news-disputed = The reporter says that it is not settled (time { $times }). Please do it again.
case-news-withdrawn = The reporter has withdrawn it; there is nothing more to do.
case-news-reopen = The reporter has opened it again.
case-news-second-look = The reporter asks for a second look.
case-news-appeal = The reporter asks one level up; it is yours now.
case-news-orphaned = Whoever had this case holds that office no longer. Please assign somebody else; its deadline stays.
case-news-climbed-overdue = It was not done in time, so it went up to { $unit }, who go on with it.
case-news-climbed-disputed = It was said twice that it is not settled, so it went up to { $unit }, who go on with it.
case-news-climbed-nobody-there = Nobody is left there to do it, so it went up to { $unit }, who go on with it.
case-news-top-overdue = It is overdue and not done yet. There is no level above { $unit }, so those who lead { $unit } have been told. You can push it; if it is said to be done later and you are not content, you can ask for a second look.
case-news-top-disputed = Twice it was said to be done, and it was not settled. There is no level above { $unit }, so those who lead { $unit } have been asked to look into it. If it takes too long you can push it.
case-news-top-nobody-there = Nobody is at work on it now. Those who lead { $unit } have been told and asked to find somebody. If it takes too long you can push it.
case-climbed-overdue = It was not done in time and went up to { $unit }.
case-climbed-disputed = The reporter said twice that it is not settled; it went up to { $unit }.
case-climbed-nobody-there = Nobody below could do it; it went up to { $unit }.
case-top-overdue = It was not done in time, and there is no level above the town. Please look into it at once.
case-top-disputed = The reporter said twice that it is not settled, and there is no level above the town. Please look into it at once.
case-top-nobody-there = Nobody is there to do it, and it is with the town already. Please assign somebody at once.

case-unknown = There is no such case.
case-not-now = That cannot be done now. Please open the case again.
case-confirm-early = They still have time to say so themselves. Ask them when that time is over and they have said nothing.
case-confirm-own = You had a hand in this yourself: somebody who had none must ask before it can be closed. If it is not settled, you can say so.
case-number-wrong = That is no number of a case. It has six digits, like 482-037.
case-empty = Nothing was told yet. Please tell first: words, voice or photos.
case-kind-unknown = There is no such kind. Please press a button.
case-nobody-there = Nobody there can take it in now. Please choose another unit.
case-about-nobody = Nobody here who is not below them can take this in. Please call 12388 (discipline inspection), or do not say whom it is about.
case-about-your-line = This concerns somebody above you; you cannot tell it for another. Please let them tell me themselves.
case-unit-same = It cannot be handed there. Please choose another unit.
case-person-unfit = They cannot do this now. Please choose somebody else.
case-reason-unknown = There is no such reason. Please press a button.
case-paused-often = It has stood { $times } times since it came here and cannot stand again. If it needs longer, ask its lead to extend it; if it cannot be done here, hand it up.
case-paused-around = It has been handed on several times and has stood { $times } times on the way; it cannot stand again. If it needs longer, ask its lead to extend it; if it cannot be done here, hand it up.
case-pause-too-late = Its time is over already, so it cannot stand. Please get it done; if it cannot be done here, hand it up, or say why it is not possible.
case-note-needed = Please write a sentence.
case-note-too-long = That is too long for one message: { $longest } characters at most. Please say it shorter, what matters first.
case-too-late = More than ten days have passed. Please tell it as something new.
case-no-level-above = It is with the town already; we have nothing above it. You can call 12345.
case-joined-first = It is done together with another one. Please take them apart first.

## ─── Files of cases ───

case-file-photo = Photo
case-file-document = Document
case-file-voice = Voice message
case-file-video = Video
case-file-waiting = { $what } (being kept)
case-file-refused-too-large = { $what } (not kept: larger than 20 MB)
case-file-refused-kind = { $what } (not kept: this kind of file is not taken)
case-file-refused-unreadable = { $what } (not kept: it is damaged and cannot be opened)
case-file-refused-gone = { $what } (not kept: Telegram no longer has it)
case-file-refused-failed = { $what } (not kept: it could not be fetched for more than a day)
case-file-erased = { $what } (deleted)

## ─── Cases that go together ───

duplicate-likely = Perhaps the same ({ $count })
duplicate-together = Go together ({ $count })
duplicate-none = Nothing looks like the same matter.
duplicate-maybe = This looks like the same matter.
duplicate-how = If it is, one tap lets them go together, and everyone who told it hears what becomes of it. If not, leave it.
duplicate-goes-with = It goes along with { $number } now.
duplicate-go-along = Going along with it: { $numbers }
duplicate-told-on = told on { $day }, { $state }
duplicate-shared = both say: { $words }
duplicate-metres = about { $metres } m apart
duplicate-join-to = Goes along with { $number }
duplicate-join-here = Take { $number } along
duplicate-unjoin = Let it go by itself
duplicate-back = Back to the case
duplicate-next = You will hear by { $day }.
duplicate-news-joined = Others have told the same thing too; it is dealt with together.
duplicate-news-quiet = Somebody is looking after what you told.
duplicate-news-own = You told this before; both are dealt with together.
duplicate-news-apart = What you told is dealt with by itself now.
duplicate-news-more = Somebody else has told the same thing; it goes along with this one.
duplicate-news-elsewhere = Others deal with this one together with theirs; you need not do anything for now.
duplicate-news-yours-again = This one goes by itself again, and is still yours.
duplicate-same = That is the very same case.
duplicate-unlike = These two cannot go together.
duplicate-over = One of them is done already.
duplicate-joined-before = One of them goes along with another already. Please let it go first.
duplicate-has-others = Others go along with this one already. Please take the other one along instead.
duplicate-mediated = Two sides wait for this one and it is mediated by itself; it cannot go along with another.
case-event-join = goes together
case-event-unjoin = goes by itself

## ─── Sweeps ───

sweep-command = Ask the information officers again and again: is there anything (sweep)
sweep-menu = Sweep
sweeps-command = See the sweeps and their answers
sweeps-menu = Sweeps
sweeps-list = The sweeps. Press one for more:
sweeps-none = There is no sweep yet. Send /sweep to plan one.
sweep-unknown = There is no such sweep, or it is not yours.
sweep-which-unit = The information officers of which unit?
sweep-whole-unit = All of { $unit }
sweep-which-question = What is to be asked? Press one, or write it. Ask about matters, not about people: name nobody.
sweep-usual-hazards = Water, power, roads, bridges, houses: is anything unsafe?
sweep-usual-quarrels = Boundaries, pasture, water, neighbours: is there a quarrel?
sweep-usual-hardship = Subsidies, health, school, housing: is anything stuck that nobody looks after?
sweep-question-empty = Nothing to ask yet. Please press one, or write it.
sweep-question-too-long = Too long: at most { $longest } characters.
sweep-confirm = That is what the officers see; one tap answers it. It goes to { $officers } officers of { $unit }, for { $units } places in all.
sweep-confirm-nobody = That is what the officers see. { $unit } has no information officer now; it is asked once there is one.
sweep-confirm-rule = { $rule }; next:
sweep-confirm-now = It is asked within a minute after you save it.
sweep-other-question = Other question
sweep-drop = Drop it
sweep-dropped = Dropped.
sweep-saved = Saved. To pause, skip or delete it, send /sweeps.
sweep-head = Sweep · { $unit }
sweep-title = { $unit }: { $question }
sweep-late = Asked late; meant for { $at }
sweep-instead = The officer here has not answered; please answer in their place.
sweep-until = Please press one before { $at }.
sweep-nothing = Nothing
sweep-nothing-of = { $unit }: nothing
sweep-something = Something
sweep-something-of = { $unit }: something
sweep-after-all = There is something after all
sweep-after-all-of = { $unit }: something after all
sweep-said-nothing = { $unit }: nothing. Noted.
sweep-said-something = { $unit }: something. Noted.
sweep-noted = Noted.
sweep-counts-late = The time was over; your answer counts all the same.
sweep-kept = The first answer stands; you can tell what there is all the same.
sweep-asked = Asked { $at }, open until { $until }.
sweep-nobody-asked = There was no information officer to ask on { $at }.
sweep-counts = Nothing: { $nothing }, something: { $something }, no answer yet: { $missing }
sweep-all-in = All have answered. Nothing: { $nothing }, something: { $something }
sweep-late-ones = After the time was over: { $late }
sweep-see-missing = Where nobody has answered
sweep-missing-list = Nobody has answered for these places. Please ask there:
sweep-missing-none = All have answered.

## ─── Case reports and bulletins ───

casereport-command = see how cases went: how many, in time or not, content or not
casereport-menu = Case report
case-report-head = Case report: { $unit }, { $period }
case-report-month = { $part ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
case-report-quarter = quarter { $part } of { $year }
case-report-year = { $year }
case-report-until = Up to { $at }
case-report-none = No case was told in this time.
case-report-received = { $received } received: { $open } open ({ $late } of them past the deadline), { $closed } closed, { $withdrawn } withdrawn, { $declined } not taken in.
case-report-word = First word back: { $inTime } / { $of } in time, { $late } late, { $waiting } not due yet
case-report-levels = Terms for handling:
case-report-level = · { $level }: { $inTime } / { $of } in time, { $overdue } / { $of } overdue; { $received } cases are with it now
case-report-level-none = · { $level }: no term has come out yet; { $received } cases are with it now
case-report-outcomes = How the { $of } that ended came out: { $list }
case-report-part = { $name } { $count }
case-report-verified = Confirmed: { $reporter } / { $of } by the person themselves, { $outsider } / { $of } by somebody outside the unit, { $notYet } / { $of } not yet
case-report-satisfied = Content (4 or 5): { $count } / { $of }; { $none } gave no score
case-report-disputed = Said it was not done: { $count } / { $of }
case-report-reopened = Opened again: { $count } / { $of }
case-report-days = From telling to closing: median { $days } days (of { $of } closed)
case-report-kinds = By kind: { $list }
case-report-units = By unit: { $list }
case-report-own = { $unit } itself
case-report-by-week = Bars by week
case-report-by-unit = Bars by unit
case-report-title-week = by week
case-report-title-unit = by unit
case-report-table = As a table (XLSX)
case-report-this-month = This month
case-report-last-month = Last month
case-report-this-quarter = This quarter
case-report-this-year = This year
case-report-below = Units beneath
case-report-which-unit = Whose report?
case-report-coming = It is made and on its way to you.
case-report-period = There is no such time. Please begin again with /casereport.
case-report-series-received = Received
case-report-series-closed = Of these closed
case-report-sheet-summary = Summary
case-report-sheet-kinds = By kind
case-report-sheet-units = By unit
case-report-sheet-cases = Cases
case-report-col-count = Count
case-report-col-of = Out of
case-report-col-kind = Kind
case-report-col-received = Received
case-report-col-closed = Of these closed
case-report-col-unit = Unit
case-report-col-number = Number
case-report-col-level = Level
case-report-col-state = State
case-report-col-outcome = Outcome
case-report-col-filed = Received at
case-report-col-answered = First word
case-report-col-due = Deadline
case-report-col-ended = Ended at
case-report-row-received = Received
case-report-row-open = Open
case-report-row-late = Open and past the deadline
case-report-row-closed = Closed
case-report-row-withdrawn = Withdrawn
case-report-row-declined = Not taken in
case-report-row-word-in-time = First word back: in time
case-report-row-word-late = First word back: late
case-report-row-word-waiting = First word back: not due yet
case-report-row-level-in-time = Term for handling ({ $level }): in time
case-report-row-level-overdue = Term for handling ({ $level }): overdue
case-report-row-outcome = Outcome: { $outcome }
case-report-row-by-reporter = Confirmed by the person themselves
case-report-row-by-outsider = Confirmed by somebody outside the unit
case-report-row-not-verified = Not confirmed yet
case-report-row-satisfied = Content (4 or 5)
case-report-row-no-score = Gave no score
case-report-row-disputed = Said it was not done
case-report-row-reopened = Opened again
case-report-row-days = Days from telling to closing, median

bulletin-command = send a month's case bulletin to the groups, in round numbers only
bulletin-menu = Case bulletin
case-bulletin-which-unit = Whose bulletin?
case-bulletin-which-month = { $unit }: which month?
case-bulletin-head = { $unit }: cases in { $period }
case-bulletin-received = Told to us: { $count }
case-bulletin-closed = Closed by { $day }: { $count }
case-bulletin-in-time = Of these never overdue: { $count }
case-bulletin-at-least = { $count } or more
case-bulletin-few = fewer than 5
case-bulletin-scattered = few, and not said one by one
case-bulletin-kind = { $name } { $count }
case-bulletin-kinds = By kind: { $list }
case-bulletin-rest-few = Of every other kind there were fewer than 5.
case-bulletin-all-few = Of every kind there were fewer than 5.
case-bulletin-rest-scattered = The other kinds were few, or scattered over the villages, and are not said one by one.
case-bulletin-all-scattered = Every kind was few, or scattered over the villages, and they are not said one by one.
case-bulletin-why = So that nobody can guess who told what, all numbers are rounded down to steps of 5, and cases about an official are not counted.
case-bulletin-private = To tell us something, just write to me in private. Nobody else sees it.
case-bulletin-reach = { $groups ->
        [one] This bulletin goes to 1 group.
       *[other] This bulletin goes to { $groups } groups.
    }
case-bulletin-heard = { $heard ->
        [one] 1 group has heard it and will not hear it again.
       *[other] { $heard } groups have heard it and will not hear it again.
    }
case-bulletin-no-groups = There is no group that it would go to.
case-bulletin-for-good = Once it is sent, the numbers of this month stand and do not change any more.
case-bulletin-morning = It is night: this waits until 07:00.
case-bulletin-send = Send it like this
case-bulletin-sent = { $groups ->
        [one] Good. The bulletin of { $unit } for { $period } is on its way to 1 group.
       *[other] Good. The bulletin of { $unit } for { $period } is on its way to { $groups } groups.
    }
case-bulletin-unit = Only towns and villages have bulletins: in a group or a branch there are so few people that a number says who it was.
case-bulletin-month = A bulletin is for one month. Please choose again with /bulletin.
case-bulletin-not-over = This month is not over yet. Its bulletin can be sent when it is.
case-bulletin-changed = The numbers have just changed, so nothing was sent. Please look again with /bulletin.

## ─── Mediation ───

mediation-name = Ask a mediator
mediation-name-other = Another mediator
mediation-which-mediator = Who shall mediate? I ask them first; it counts when they say yes.
mediation-nobody = There is nobody here who could mediate this. Please hand it one level up and ask there.
mediation-mediator-asked = I have asked. Until they say yes it stays with whoever has it.
mediation-mediator-no-chat = They have not written to me yet. Please choose somebody else.
mediation-asked = Would you mediate this? { $unit }, told by { $from }.
mediation-asked-party = The other side is { $name }.
mediation-asked-neutral = Both sides must be able to trust the mediator: no kin of either, and not the boss of either. If that is so, press the first button; if not, the second. You need not say why.
mediation-declare = No kin, nobody's boss: I will
mediation-decline = Not me, please choose another
mediation-declined-noted = All right. Somebody else will be asked.
mediation-other-mediator = Somebody else mediates this now; you need not see to it. Thank you.
mediation-mediator = { $mediator } mediates. { $mediator } has declared to be no kin of either side, and not the boss of either.
mediation-news-declared = { $mediator } mediates, and has declared to be no kin of either side, and not the boss of either. The case is with { $mediator } now.
mediation-news-declined = { $mediator } is not the right one. Please ask somebody else.
mediation-news-unfit = The other side has come. The mediator is above or below them; please ask another mediator.
mediation-view = The mediation
mediation-asked-line = { $name } was asked and has not answered yet.
mediation-mediator-line = Mediator: { $name }
mediation-next-line = There is to be a result by { $day }.

mediation-invite = Invite the other side
mediation-invite-again = A new link
mediation-by-name = They have no phone
mediation-link-ready = Please hand the words below to the other side, in person. The link works until { $day }, for one person. A new one ends this one.
mediation-link-words = Hello, this is { $mediator }. I was asked to mediate a matter in { $unit } ({ $kind }) and would like to hear your side. Press this link and write or speak; the other side does not see what you say.
mediation-offer = { $mediator } is mediating a matter in { $unit } ({ $kind }) and would like to hear your side. Only those who work on it see what you say; the other side does not.
mediation-join = Yes, I will tell my side
mediation-refuse = No
mediation-refused = All right. If you want to speak later, tell whoever gave you the link.
mediation-news-refused = The other side opened the link and said no. You can talk to them and give them a new link.
mediation-joined = The other side has come: { $name }.
mediation-party-name = What is the other side called? Please type the name.
mediation-party-entered = Noted. They have no phone: please hear them in person. When they agree, let them sign on paper and send me a photo of it.
mediation-party-line = Other side: { $name } (code { $alias })
mediation-party-paper = Other side: { $name } (code { $alias }), has no phone, hears it in person
mediation-party-awaited = The link was handed on; nobody has come yet.
mediation-party-none = The other side was not invited yet.
mediation-let-go = The wrong person came

mediation-party-thread = The other side's words
mediation-from-party = { $name }, the other side, says:
mediation-from-mediator = From the mediator:
mediation-file-from-party = From { $name }, the other side
mediation-file-from-mediator = From the mediator
mediation-say = Say something
mediation-own-thread = What I said
mediation-speak = To speak, press "Say something": words, voice or photos. The other side does not see what you say.
mediation-answer-whom = Is this an answer to the reporter, an answer to the other side, or a note for those who work on it?
case-say-answer-party = Answer the other side
case-say-answer-reporter = Answer the reporter
case-say-what-answer-party = An answer to the other side of case { $number } (the reporter does not see it): words, voice or photos.
case-said-answer-party = Passed to the other side of case { $number }. The reporter does not see it.
case-which-party = In mediation { $number } { $kind }

mediation-state-working = This matter in { $unit } is being mediated.
mediation-state-moved = This matter in { $unit } was handed elsewhere.
mediation-state-agreed = This matter in { $unit } is settled between both sides.
mediation-state-over = This matter in { $unit } is closed.

mediation-party-over = This is done; you need not wait any longer.
mediation-party-again = This is taken up again; somebody will come to you.
mediation-party-moved = This was handed to { $unit }; somebody will come to you.
mediation-party-handler = { $handler } has this now and will come to you.

mediation-arrange = Arrange a meeting
mediation-move = Move the meeting
mediation-cancel = Cancel the meeting
mediation-where = Where? Press one, or type it.
mediation-place-office = the village office
mediation-place-room = the mediation room
mediation-place-field = where it happened
mediation-place-justice = the justice office
mediation-arranged = Arranged. Who has a phone was told, and will be reminded. Please tell who has none.
mediation-moved = Moved. Who has a phone was told. Please tell who has none.
mediation-meeting-line = Meeting: { $at }, { $place }
mediation-meeting-set = A meeting is arranged: { $at }, { $place }. Please come and talk it over together.
mediation-meeting-moved = The meeting was moved: { $at }, { $place }.
mediation-meeting-cancelled = The meeting of { $at }, { $place }, does not take place. You will hear of another one.
mediation-meeting-needless = The meeting of { $at }, { $place }, is not needed any more: the matter has come to an end.
mediation-remind-tomorrow = A reminder: the meeting is tomorrow, { $at }, { $place }.
mediation-remind-today = A reminder: the meeting is today, { $at }, { $place }.
mediation-remind-last = It is early, so you will not be disturbed again before it.

mediation-write = Write the agreement
mediation-rewrite = Write it anew
mediation-agreement-what = Please type the agreement: who does what, and until when, point by point.
mediation-in-words = An agreement is written in words. Please type it.
mediation-agreement-speak = Shall they hear it? Read it aloud in a voice message, and I pass that on too.
mediation-not-spoken = Not needed
mediation-voice-needed = Please send a voice message, or press "Not needed".
mediation-agreement-sent = Sent to both sides. When both press "I agree", it holds. Please read it to who has no phone; when they agree, let them sign on paper and send me a photo of it.
mediation-agreement = The agreement is written. Please look at it:
mediation-agreement-then = If you agree, press "I agree". When both sides do, it holds, and nobody can change it.
mediation-spoken = The agreement, read to you. When you have heard it, press whether you agree.
mediation-agree = I agree
mediation-not-yet = Not yet
mediation-not-yet-why = What is not right yet? Words or voice. The other side does not see it.
mediation-not-yet-noted = Noted. The mediator will talk to you again.
mediation-agreement-head = Agreement:
mediation-yours-waits = You have not said yet whether you agree.
mediation-yours-agreed = You agree. When both sides do, it holds.
mediation-agreed-line = Both sides agree; it holds, and nobody can change it.
mediation-agree-reporter = The reporter agrees.
mediation-agree-party = The other side agrees.
mediation-not-yet-reporter = The reporter does not agree yet.
mediation-not-yet-party = The other side does not agree yet.
mediation-reporter-waits = The reporter has not agreed yet.
mediation-party-waits = The other side has not agreed yet.
mediation-agreed-both = Both sides agree; it holds, and nobody can change it. After 7, 30 and 90 days I will ask whether it is kept.
mediation-news-agreed = Both sides agree; the agreement holds.
mediation-settled-note = Both sides have agreed.
mediation-paper = They signed on paper
mediation-side-reporter = The reporter
mediation-side-party = The other side
mediation-paper-side = Which side has signed?
mediation-paper-witness-reporter = Who was there when the reporter signed? Please type the name.
mediation-paper-witness-party = Who was there when the other side signed? Please type the name.
mediation-paper-photo = Please send a photo of the signed paper.
mediation-photo-needed = Please send a photo.
mediation-paper-noted = Noted; the photo is kept.

mediation-promise = The agreement was made { $passed } days ago. Is it kept? One tap is enough.
mediation-kept = It is kept
mediation-broken = It is not kept
mediation-kept-noted = Noted, thank you.
mediation-broken-noted = Noted. The case is open again; somebody will come to you.
mediation-open-again = Somebody said that the agreement is not kept. The case is open again; somebody will come to you.
mediation-news-broken-reporter = Asked on day { $days }, the reporter says that the agreement is not kept. The case is open again.
mediation-news-broken-party = Asked on day { $days }, the other side says that the agreement is not kept. The case is open again.
mediation-news-broken-staff = Asked on day { $days }, whoever went to see says that the agreement is not kept. The case is open again.
mediation-look-both = The agreement was made { $passed } days ago. For a week not both sides have answered. Please go and see whether it is kept.
mediation-look-party = The agreement was made { $passed } days ago. { $name }, the other side, has no phone: please ask whether it is kept.
mediation-look-reporter = The agreement was made { $passed } days ago. The reporter has no phone: please ask whether it is kept.

mediation-not-now = That cannot be done now. Please open the case and see how far the mediation is.
mediation-agreed = Both sides have agreed; it can no longer be changed.
mediation-party-there = The other side is there already.
mediation-no-party = The other side has not come yet.
mediation-goes-along = This goes along with another case now and is not mediated by itself.
mediation-link-over = This link no longer works. Please ask whoever gave it to you for another.
mediation-own = You told this yourself, so you cannot mediate it. Please press “I am not suited”; nobody asks why.
mediation-link-own = You are the side that told this. Please hand the link to the other side.
mediation-link-staff = You are in charge of this case and cannot be a side of it. If it concerns you, please tell the mediator, so that it is handled elsewhere.
mediation-joined-already = You have come already; just speak.
mediation-meeting-there = A meeting is arranged already. You can move or cancel it.
mediation-meeting-over = That meeting is past, or was cancelled.
mediation-place-needed = Please type where to meet, or press one.
mediation-agreement-long = That is too long. Please keep it within { $longest } characters.
mediation-text-changed = The text was changed since. Please look at the latest one.
mediation-nothing-written = There is no agreement yet.
mediation-has-chat = They have a phone; let them press it themselves.
mediation-witness-needed = Please type the name of the witness.
mediation-promise-over = There is no need to answer this now. Please open the case.

case-event-name-mediator = mediator asked
case-event-declare-neutral = mediates, declared no kin and nobody's boss
case-event-decline-mediation = will not mediate
case-event-mediator-unfit = another mediator needed
case-event-invite-party = other side invited
case-event-enter-party = other side noted
case-event-join-as-party = other side came
case-event-refuse-to-join = other side said no
case-event-let-party-go = the wrong person came
case-event-meeting-set = meeting arranged
case-event-meeting-moved = meeting moved
case-event-meeting-cancelled = meeting cancelled
case-event-write-agreement = agreement written
case-event-agree = agreed to it
case-event-not-yet = not yet agreed
case-event-agreed = agreement holds
case-event-reporter-on-paper = reporter signed on paper, witness
case-event-party-on-paper = other side signed on paper, witness
case-event-kept-7 = day 7, kept
case-event-kept-30 = day 30, kept
case-event-kept-90 = day 90, kept
case-event-broken-7 = day 7, not kept
case-event-broken-30 = day 30, not kept
case-event-broken-90 = day 90, not kept
case-event-silent-7 = day 7, not both answered
case-event-silent-30 = day 30, not both answered
case-event-silent-90 = day 90, not both answered

## ─── Pushing and supervising ───

ladder-accept-50 = Half the time for taking it in is gone. Decide by { $day }: take it in, hand it on, or decline it.
ladder-accept-80 = The time for taking it in is nearly over. Without a decision by { $day } it goes up by itself.
ladder-handle-50 = Half the time for handling it is gone. It is to be done by { $day }.
ladder-handle-80 = The time for handling it is nearly over. If it is not done by { $day } it goes up by itself.
ladder-word-50 = The person who told it has not had a word yet. Please write one by { $at }, if only that you have seen it.
ladder-word-100 = The person who told it has not had a single word so far. Please look into it.
ladder-follow-up-80 = This one was handed to somebody outside. Please ask there by { $day } how far it is, and tell the person who told it.
ladder-follow-up-100 = This one was handed to somebody outside, the time is over and there is no result. Please look into it.
ladder-taken-up = It was not done in time and went one level up. It is not yours any more.
ladder-pause-100 = It has stood as long as it may and goes on now. It is to be done by { $day }.
ladder-verify-100 = It is said to be done, and the person who told it has not answered. No answer does not mean satisfied: please ask them in person or by phone, then open the case and note what you heard.
ladder-verify-nobody = It is said to be done, and the person who told it has not answered. All who lead above have had a hand in it and may not decide: please find a leader who has not, to ask.
case-event-silence = no answer from the reporter
ladder-weekly = { $count } cases are overdue and not done, or wait for somebody to ask who told them. The longest first:
ladder-weekly-desk = See them all

ladder-pushed = Pushed: whoever has { $number } is reminded.
ladder-push-news = The person who told it asks you to hurry: please get on with it and write them a word.
push-not-now = Nobody is at work on it now, so there is nobody to push.
push-before = You have pushed it once in this period already, and whoever has it was reminded.
case-event-push = pushed

ladder-extend = Extend
ladder-why-extend = Why does it need longer? Please write a sentence; the person who told it will read it. It can be { $days } working days more, once.
ladder-extended = Extended. It is to be done by { $day }.
ladder-news-extended = This was given more time and is to be done by { $day }. Because:
extend-before = It was extended once already and cannot be again.
extend-not-now = It cannot be extended now: its clock is not running.
extend-too-late = It is overdue already and cannot be extended.
case-event-extend = extended

ladder-supervise = Supervise
ladder-which-title = Which title should it have? { $least } to { $most } characters, without anybody's name or phone. It stands on the leaders' list.
ladder-supervised = It is listed, and stays on the list until it is closed.
ladder-news-supervised = A leader has listed this for supervision:
ladder-you-supervised = A leader keeps an eye on this. It stays listed until it is closed.
ladder-mark-supervised = Supervised: { $title }
supervise-before = It is listed already.
supervise-over = It is over and needs no supervision.
supervise-title-length = A title has { $least } to { $most } characters.
supervise-title-names = There seems to be somebody's name, alias or phone in that title. Anybody should be able to read it: please put it another way.
case-event-supervise = listed for supervision
ladder-lift = Take off the list
ladder-why-lift = Why is it taken off the list? Please write a sentence.
ladder-lifted = It is off the list.
ladder-news-lifted = This is no longer supervised:
lift-not-now = It cannot be taken off the list now: it must be handled first.
lift-not-yours = It is not yours to take off the list: whoever listed it may, or a leader above who has had no hand in the case.
case-event-lift = taken off the list
supervised-command = See what leaders supervise
supervised-menu = Supervised
ladder-list = Supervised cases, the overdue ones first, { $count } in all:
ladder-list-none = Nothing is supervised now.
ladder-line = { $title } · { $state } · { $day }
ladder-line-overdue = Overdue · { $title } · { $state } · { $day }

## ─── Unsealing ───

unseal-ask = Learn who told it
unseal-why = Why must you know who told it? Somebody of another unit has to agree. If they do, the reporter is told your name, your office and this reason. Please write it down.
unseal-office = { $name } ({ $role } of { $unit })
unseal-asked = { $from } asks to learn who told this case, because:
unseal-warned = If you agree, the reporter is told who asked and who agreed, by name and office, and the reason.
unseal-agree = Agree; I will see it too
unseal-refuse = Do not agree
unseal-asked-now = Those of other units are being asked; you will hear what they say.
unseal-told = You told this without letting anybody know who you are. { $asked } has asked and { $agreed } has agreed: these two now know that it was you. Their reason:
unseal-news-agreed = They agreed; you can now see who told it. The reporter knows.
unseal-news-refused = They did not agree; it stays sealed.
unseal-not-sealed = This case is not sealed.
unseal-erased = Who told it has been erased.
unseal-asked-before = Somebody is asking already; please wait for the answer.
unseal-known = You know already.
unseal-nobody-else = Nobody of another unit can look at this case with you, so it cannot be opened.
unseal-reason-needed = Please write the reason in a sentence.
unseal-reason-long = That is too long. Please say it within { $longest } characters.
unseal-nothing-asked = This is over already.
unseal-not-yours = Somebody of another unit has to answer this.
unseal-asker-left = Whoever asked holds that office no longer; the request is void.
case-event-unseal-asked = unsealing asked
case-event-unsealed = unsealed
case-event-unseal-refused = unsealing refused

## ─── Erasing ───

erase-command = erase what I told
erase-question = What is erased cannot be found again. Of what has ended ({ $ended }), your words, photos and name are erased; only numbers, dates and outcomes stay, for the town to count. What is still open ({ $open }) is not erased: withdraw it first with /mycases. What ended by an agreement of both sides ({ $agreed }) concerns the other side too and is erased when its time is over. What you began to write and did not send, where you live, your language and your price alerts are erased as well. Your name on Telegram stays, so that the bot can speak to you. What you learned in quizzes is not erased here: send /mistakes, the last page has “Clear what I learned”.
erase-sure = Erase it, I am sure
erase-done = Erased: { $ended }. Left alone: { $open } open, { $agreed } with an agreement.
case-event-erased = words erased

## ─── Quiz ───

quiz-true = True
quiz-false = False

### The bank

quiz-set-empty = There is nothing here to ask yet. Send me a file with questions first.
quiz-set-which = Which questions?
quiz-set-all = All ({ $count })
quiz-set-by-chapter = By chapter
quiz-set-by-tag = By tag
quiz-set-which-chapter = Which chapter?
quiz-set-which-tag = Which tag?
quiz-set-part = { $name } ({ $count })
quiz-set-back = Another way

questions-command = manage the bank of questions: read, correct, search, export
questions-menu = Questions
questions-none = There are no questions in use in this bank.
questions-not-yours = The bank of questions is kept by the secretary.
questions-file-unknown = I found no questions in this file. The first row of a table says which column is the question and which the answer.
questions-file-old = I cannot read this kind of table. Please save it as XLSX and send it again.
questions-bank-moved = Somebody changed the bank while you were looking. Please look again.
question-unknown = There is no such question, or it is not yours to manage.
question-moved = Somebody has just changed this question. Please open it again.
question-twice = The bank has the same question already.
question-retired = This question is retired already.
question-in-use = This question is in use already.

question-kind-single = Single choice
question-kind-several = Several answers
question-kind-truth = True or false

question-column-kind = Kind
question-column-stem = Question
question-column-option = Option { $option }
question-column-answer = Answer
question-column-explanation = Explanation
question-column-source = Source
question-column-chapter = Chapter
question-column-tags = Tags
question-column-from = Valid from
question-column-until = Valid until
question-column-refused = Why refused
question-column-text = Text
question-sheet = Questions
question-sheet-refused = Refused questions

question-row-no-stem = there is no question
question-row-stem-too-long = the question has { $length } characters; at most { $longest }
question-row-kind-unknown = “{ $kind }” is no kind of question; write single, several or truth
question-row-fill-in = questions to fill in or to answer freely are not taken: only single choice, several answers, true or false
question-row-no-answer = there is no answer
question-row-answer-not-option = the answer “{ $answer }” is none of the options
question-row-answer-not-truth = the answer “{ $answer }” is neither true nor false
question-row-several-answers = a single choice with several answers: leave one, or call it several answers
question-row-few-options = fewer than two options
question-row-many-options = at most { $most } options
question-row-option-too-long = option { $option } has { $length } characters; at most { $longest }
question-row-blank-option = option { $option } is blank
question-row-repeated-option = options { $first } and { $second } are the same
question-row-bad-days = I cannot read the days of validity; write 2026-01-01 to 2026-12-31
question-row-explanation-too-long = the explanation has { $length } characters; at most { $longest }
question-row-words-too-long = source and chapter have at most { $longest } characters; at most { $most } tags of { $tag } characters
question-row-unreadable = I cannot read this part: a brace has no partner
question-row-picture = there is a picture in it; please take it out first, and add one on its card once it is taken in
question-row-cell-format = the cell “{ $column }” is formatted as a number; please make it text
question-row-answer-unclear = the answer “{ $answer }” may be the place of an option or what an option says; please write a letter, such as A
question-row-repeated-row = the same question as in line { $first }
question-row-repeated-in-sheet = the same question as in line { $first } of “{ $sheet }”

question-import-which-unit = Into whose bank? That unit, and those below it, can ask these questions.
question-import-whole = The bank of { $unit }
question-import-preview = The file “{ $file }”, into the bank of { $unit }:
question-import-counts = { $new } new, { $changed } changed, { $unchanged } the same, { $refused } refused.
question-import-retired = { $count } of them are retired and stay so; bring them back in the bank if you want them.
question-import-learners = People who learned what it said before: { $count }. Each is told in one message.
question-import-refused = Refused:
question-import-line = Line { $line }: { $why }
question-import-line-in = { $sheet }, line { $line }: { $why }
question-import-unknown = Columns I do not know: { $columns }
question-import-without = There are no questions in “{ $sheets }”
question-import-more = And { $count } more.
question-import-file-follows = The table with the reasons follows. Correct it and send it again.
question-import-ask = Nothing is taken in yet. Take them in?
question-import-nothing = There is nothing to take in; the bank stays as it is.
question-import-take = Take them in
question-import-leave = Leave it
question-import-left = All right: nothing was taken in, the bank stays as it is.
question-import-other-file = Good, “{ $file }” it is. Into whose bank?
question-imported = Taken into the bank of { $unit }:
question-import-next = To read or correct them, send /questions
question-refused-caption = { $count } refused; the first column says why.

question-bank-which = Which bank?
question-bank-of = { $unit } ({ $count })
question-bank = The bank of { $unit }: { $count } questions in use.
question-bank-how = To add questions, send me a file: a table (CSV, XLSX), GIFT or Aiken.
question-bank-empty = The bank of { $unit } is empty. Send me a file with questions: a table (CSV, XLSX), GIFT or Aiken. The first row of a table says: Kind, Question, Option A, Option B, Option C, Option D, Answer, Explanation.
question-no-chapter = No chapter
question-list-all = All ({ $count })
question-list-retired = Retired ({ $count })
question-found = With “{ $words }” ({ $count })
question-is-retired = { " " }(retired)
question-search = Search
question-search-what = What for? Send me a word or two of the question.
question-search-none = No question has “{ $words }” in it.
question-search-again = No question has “{ $words }”. Send me another word, or press “Stop searching”.
question-search-leave = Stop searching
question-search-left = Good, the search is over.
question-export = Export
question-to-bank = The bank
question-to-list = The list

question-card-head = No. { $id }, { $kind }
question-card-right = Answer: { $right }
question-card-why = Explanation: { $words }
question-card-source = Source: { $words }
question-card-chapter = Chapter: { $words }
question-card-tags = Tags: { $words }
question-card-days = Valid: { $from } to { $until }
question-card-from = Valid: from { $from }
question-card-until = Valid: until { $until }
question-card-picture = A picture goes before it.
question-card-voice = A voice goes before it.
question-card-version = Corrected { $times } times.
question-and = ;{ " " }
question-correct = Correct
question-retire = Retire
question-back = Bring back
question-picture = Picture or voice
question-see = See it
question-hear = Hear it
question-bare = Take it away

question-which-part = What is to be corrected?
question-part-stem = Question
question-part-options = Options
question-part-answer = Answer
question-part-explanation = Explanation
question-part-source = Source
question-part-chapter = Chapter
question-part-tags = Tags
question-part-days = Validity
question-leave-it = Leave it
question-words-please = Please send it as text.
question-new-stem = Send the new question, at most 300 characters.
question-new-options = Send all options, one on a line. Now they are:
question-new-answer = Which is right? Press one, or send several letters together, such as ABD.
question-new-truth = Is it true or false?
question-new-explanation = Send the new explanation.
question-new-source = Send the new source.
question-new-chapter = Send the new chapter.
question-new-tags = Send the new tags, with commas between them.
question-new-days = From which day to which? Such as 2026-01-01 to 2026-12-31; one day alone is the last.
question-empty-it = Leave it empty
question-always = Always valid
question-correct-tells = People who learned it as it was: { $count }. Each is told in one message (in the morning, if it is night). Write to me why it is corrected, or just press.
question-correct-do = Correct it
question-retire-tells = It will be asked no more. People who learned it: { $count }. Each is told in one message (in the morning, if it is night). Write to me why it is retired, or just press.
question-retire-do = Retire it
question-back-tells = People who learned it: { $count }. Each is told in one message.
question-which-media = Send a picture or a voice. It goes before the question.
question-media-please = Please send a picture or a voice.

question-news-head = { $count ->
    [1] A question that you learned has changed
   *[other] { $count } questions that you learned have changed
  }
question-news-head-retired = { $count ->
    [1] A question that you learned is asked no more
   *[other] { $count } questions that you learned are asked no more
  }
question-news-head-back = { $count ->
    [1] A question that you learned is asked again
   *[other] { $count } questions that you learned are asked again
  }
question-news-stem = It was: { $stem }
question-news-new-stem = Now it is: { $stem }
question-news-was = What was said to be right: { $right }
question-news-now = What is right now: { $right }
question-news-still = It is worded anew; right is still: { $right }
question-news-gone = It is asked no more; do not rely on the old answer.
question-news-back = It is asked again. Right is: { $right }
question-news-why = Why: { $why }
question-news-more = And { $count } more have changed; when you practise, they are as they are now.

question-export-which = The bank of { $unit }: as what?
question-export-xlsx = XLSX table
question-export-csv = CSV table
question-export-gift = Moodle GIFT
question-export-aiken = Aiken text
question-export-coming = It is being made and comes in a moment.
question-exported = The bank of { $unit }: { $count } questions.
question-export-aiken-loses = This text has questions, options and answers alone: no explanations, sources, chapters, tags and days.
question-export-left-out = { $count } do not fit this text (several answers, or a question of several lines) and were left out.
question-export-no-files = Pictures and voices are not in the file.

### Alone

quiz-several = (more than one){" "}
quiz-explained = Why: { $text }
quiz-source = Source: { $text }
quiz-no-picture = The picture cannot be sent; here are the words.
quiz-no-voice = The voice cannot be sent; here are the words.

practice-command = practise five questions; what you got wrong comes back
practice-menu = Practise
mistakes-command = see my notebook of mistakes
practice-head = Question { $number } of { $total }
practice-mark-all = Mark all that are right, then press “That is all”.
practice-done = That is all
practice-mark-first = Nothing is marked yet. Mark what is right, then press “That is all”.
practice-corrected = That question has been changed. Please see this one.
practice-retired = That question is not asked any more. Please see this one.
practice-set-aside = That question is set aside for now. Please see this one.
practice-right = Right.
practice-wrong = Wrong. You chose { $chosen }; right is { $right }.
practice-left-notebook = Right twice in a row: this question is out of your notebook.
practice-next = Next
practice-see-summary = See how it went
practice-summary = { $total ->
    [one] This one was { $right ->
        [one] right
       *[other] not right
      }.
   *[other] { $right } of these { $total } { $right ->
        [one] was
       *[other] were
      } right.
  }
practice-back = To come back: { $days }.
practice-back-on = { $count } { $day }
practice-semicolon = {", "}
practice-today = today
practice-tomorrow = tomorrow
practice-day = on { $month }/{ $day }
practice-day-of-year = on { $month }/{ $day }/{ $year }
practice-more = Five more
practice-go-on = Go on with the other round
practice-none = None of these need practising now.
practice-nothing = There is nothing to practise yet. It will be here when the secretary has put questions in.
practice-nothing-yet = You have gone over all that is due. The first comes back { $at }.
practice-no-home = We do not know where you belong. Send /me and say where you live; then there are questions of that place.
practice-over = This round has ended. To go on, send /practice
practice-unknown = There is no such round of questions, or it is not yours.
practice-since-corrected = This question was changed later; what you answered then is not shown any more.
practice-not-now = This question cannot be practised now, and its answer is not shown either.
practice-nothing-missed = You answered everything rightly that was asked then.
practice-mistakes = Mistakes
practice-mistakes-none = Your notebook of mistakes is empty. What you answer wrongly is kept here until you were right twice in a row.
practice-mistakes-head = <b>Mistakes</b>: { $total }{ $where }. Press a number to see it.
practice-found = Mistakes with “{ $words }”: { $total }{ $where }. Press a number to see it.
practice-page-of = {" "}(page { $page } of { $pages })
practice-not-found = No mistake of yours holds “{ $words }”.
practice-no-mistake = This question is not in your notebook any more.
practice-search = Search
practice-search-which = What are you looking for? Send me a word or two of the question.
practice-page = Practise this page
practice-again = Again, now
practice-you-chose = When you got it wrong you chose { $chosen }.
practice-is-right = Right is { $right }.
practice-corrected-since = This question was changed after you answered it.
practice-to-go = Wrong { $times ->
    [one] once
   *[other] { $times } times
  } so far. Right { $more } more in a row, and it leaves.
practice-forget = Clear what I learned
practice-forget-question = What is cleared cannot be found again. Your { $answers ->
    [one] answer
   *[other] { $answers } answers
  }, your notebook of mistakes, { $practices ->
    [one] one practice
   *[other] { $practices } practices
  } and the reminders are deleted. Papers of exams and certificates stay: others may want to check them. What you chose in the group’s quizzes is kept for 7 days at most, so that you can still see how you did; then it goes by itself, and it is not learned again.
practice-forget-sure = Clear it, I am sure
practice-forgotten = Cleared: { $answers ->
    [one] one answer
   *[other] { $answers } answers
  }, { $practices ->
    [one] one practice
   *[other] { $practices } practices
  }. To begin anew, send /practice
practice-remind = Remind me
practice-remind-quiet = From ten at night to seven in the morning I do not disturb you. Please choose another time.
practice-quiet = No reminders
practice-is-quiet = All right, no more reminders.
practice-reminded = Noted: { $rule }. I remind you only when something is due. The first time is { $at }.
practice-reminder = { $due } { $due ->
    [one] question is
   *[other] questions are
  } due for another go. It takes a few minutes.
practice-begin = Begin

### The evening in the group

quiz-command = hold a quiz in a group
quiz-menu = Group quiz
quizzes-command = quizzes that run and that are planned
quizzes-menu = Quizzes
quiz-unknown = There is no such quiz.
quiz-over = This quiz is over.
quiz-not-running = No quiz is running now.
quiz-not-paused = It is not paused.
quiz-not-open = That question is over.
quiz-busy = This group has a quiz already. Wait until it is over.
quiz-no-groups = No group is bound under your units yet. Bring me into a group and send /bind there.
quiz-quiet = From ten at night to seven in the morning nobody is disturbed. Please choose another time.
quiz-into-night = It would last past ten at night. Please hold it earlier, or with fewer questions.
quiz-not-a-count = Please say a number from { $fewest } to { $most }.
quiz-not-seconds = Please say a number of seconds from { $shortest } to { $longest }.
quiz-go-private = Come to me to settle it: how many questions, and when.
quiz-go-private-open = Settle it
quiz-which-group = In which group?
quiz-how-many = How many questions? You can also write a number ({ $fewest } to { $most }).
quiz-count-option = { $count }
quiz-how-long = How many seconds for each? You can also write a number ({ $shortest } to { $longest }).
quiz-seconds-option = { $seconds } s
quiz-when-now = Now
quiz-set-whole = all
quiz-plan-title = Quiz · { $group }
quiz-plan-set = Questions: { $set }
quiz-plan-what = { $count } questions, { $seconds } s each
quiz-plan-ranked = The ten best are named at the end
quiz-plan-unranked = No ranking; a result goes to that person only
quiz-plan-fewer = There are only { $size } of these now; all of them are asked.
quiz-plan-now = The group is told now; it begins in two minutes.
quiz-plan-rule = { $rule }; the group is told ten minutes before:
quiz-plan-start = Do it
quiz-plan-other-set = Questions
quiz-plan-other-count = How many
quiz-plan-other-seconds = Seconds
quiz-plan-other-time = Time
quiz-plan-rank = Rank
quiz-plan-unrank = Do not rank
quiz-plan-drop = Drop it
quiz-plan-dropped = All right, it is dropped.
quiz-plan-begun = The group has been told; it begins in two minutes. You can pause, skip and stop it here.
quiz-plan-saved = Settled. The group is told in time, and you can pause, skip and stop it here. To change it send /quizzes.
quiz-panel-announced = Announced, begins at { $at }
quiz-panel-running = Question { $number } of { $count }
quiz-panel-pausing = Pauses when question { $number } of { $count } is over
quiz-panel-paused = Paused after { $number } of { $count } questions. After an hour of pause it ends by itself.
quiz-panel-drawing = All asked; the results come in a moment
quiz-panel-result-said = Over; the results are in the group
quiz-panel-result-promised = Over; the results are on their way to the group
quiz-panel-result-unsaid = Over; the results could not be sent to the group. Each person still gets their own
quiz-why-host = It was stopped
quiz-why-gone = Stopped: I am not in this group any more, or may not write there
quiz-why-unbound = Stopped: the group does not belong to that unit any more
quiz-why-unreachable = Stopped: the questions do not reach the group, the network is down
quiz-why-refused = Stopped: the group does not let me send questions. Perhaps polls are forbidden there
quiz-why-forgotten = Stopped: it was paused for an hour
quiz-why-late = Stopped: the bot was away for too long
quiz-why-night = Stopped: nothing is asked after ten at night
quiz-why-empty = Not held: there is nothing to ask in this set now
quiz-pause = Pause
quiz-resume = Go on
quiz-skip = Skip this one
quiz-stop = Stop here
quiz-call-off = Call it off
quiz-stop-question = Stop the quiz in { $group } now? It cannot go on then; what was answered counts.
quiz-call-off-question = Call off this quiz in { $group }?
quiz-stop-sure = Yes
quiz-stop-not = No
quiz-paused-toast = Paused; the next question comes when you go on.
quiz-pausing-toast = It pauses when this question is over.
quiz-resumed-toast = It goes on.
quiz-stopped-toast = Stopped.
quiz-skipped-toast = Skipped; it counts for nobody.
quiz-list-running = Running · { $group }
quiz-list-plan = { $group }
quizzes-list = Quizzes:
quizzes-none = Nothing is planned yet. Send /quiz to plan one.
quiz-not-held-busy = It was not held at its time: the last quiz in the group was not over.
quiz-not-held-night = It was not held at its time: it was a little late, and would have lasted past ten at night.
quiz-not-held-empty = There is nothing to ask in this set now; without questions it is not held.
quiz-not-held-unbound = It was not held at its time: the group does not belong to that unit any more, or you may not hold a quiz there now.
quiz-announced = A quiz for all of us
quiz-announced-late = It was meant for { $at } and is a little late
quiz-announced-what = { $count } questions, { $seconds } s each, at { $at }.
quiz-announced-ranked = The ten best are named at the end.
quiz-announced-unranked = No ranking; your result goes to you only.
quiz-guests = { $guests } want to come.
quiz-join = Count me in
quiz-joined-toast = You are counted in. Answer here in the group.
quiz-joined-before-toast = You are counted in already.
quiz-joined-late-toast = It has begun: just answer in the group.
quiz-begun = It begins: { $count } questions, { $seconds } s each. One answer to each; when its time is over the next one comes.
quiz-poll-number = { $number }/{ $count }{" "}
quiz-skipped-host = Question { $number } is skipped and does not count.
quiz-skipped-doubt = Nobody knows whether question { $number } arrived: it is skipped and does not count.
quiz-skipped-retired = Question { $number } has just been retired: it is skipped and does not count.
quiz-skipped-refused = Question { $number } could not be sent: it is skipped and does not count.
quiz-paused = A short break, until the host goes on.
quiz-pausing = A short break. The question that is open runs to its end.
quiz-resumed = On we go.
quiz-called-off = This quiz is called off.
quiz-ended-host = That is all for today.
quiz-ended-gone = That is all for today.
quiz-ended-unbound = That is all for today.
quiz-ended-unreachable = The questions do not get through. That is all for today.
quiz-ended-refused = The questions do not get through. That is all for today.
quiz-ended-forgotten = The break was too long. That is all for today.
quiz-ended-late = I was away for too long. That is all for today.
quiz-ended-night = It is getting late. That is all for today.
quiz-ended-empty = That is all for today.
quiz-ended-fault = Something broke. That is all for today.
quiz-why-fault = Stopped: something of mine broke; it is written down
quiz-result = The results
quiz-result-took = { $took } took part
quiz-result-nothing = No question counted this time.
quiz-result-nobody = Nobody answered this time.
quiz-result-line = Question { $number }: { $right } of { $answered } right
quiz-result-line-none = Question { $number }: nobody answered
quiz-result-hardest = Most got question { $number } wrong: { $stem }
quiz-result-right = Right: { $right }
quiz-result-all-right = Everybody was right.
quiz-semicolon = {"; "}
quiz-best = The first { $count }
quiz-best-line = { $rank }. { $name }, { $right } right, { $took }
quiz-best-note = Right answers first, then time: only that of right answers, from when the question reached the group until the answer reached me. A slow network costs a little.
quiz-took = { $minutes } min { $seconds } s
quiz-took-seconds = { $seconds } s
quiz-own-open = My result
quiz-own = You had { $right } of { $of } right
quiz-own-all-right = All of them.
quiz-own-missed = Question { $number }: { $stem }
quiz-own-more = { $more } more were not right; practise to see them.
quiz-own-practise = Practise what I missed
quiz-own-none = There is no result of yours here. If you have only just answered, look again in a moment.

### Exams

exam-command = hold an exam
exam-menu = Hold an exam
exams-command = see the exams that I take and hold
verify-command = check a certificate, for example /verify 4820-3759-1604
exam-unknown = There is no such exam, or it is not yours.
exam-which-title = What is the exam called? Please type it.
exam-title-empty = It has no name yet. Please type one.
exam-title-too-long = The name is too long: at most { $longest } characters.
exam-type-it = Please type it, or press a button above.
exam-number = Please type a number from { $least } to { $most }.
exam-which-unit = Whose people take it?
exam-whole-unit = All of { $unit }
exam-too-few = There are only { $size } questions to ask, fewer than { $count }. Please choose others, or fill the bank first.
exam-too-few-on = On { $day } there are only { $size } questions to ask, fewer than { $count }. Please choose others, or fill the bank first.
exam-which-count = How many questions for each? Press one, or type a number from { $least } to { $most }.
exam-which-count-is = { $value }
exam-which-minutes = How many minutes for a paper? Press one, or type a number from { $least } to { $most }.
exam-which-minutes-is = { $value } min
exam-which-attempts = How often may one take it? Press one, or type a number from { $least } to { $most }.
exam-which-attempts-is = { $value }
exam-which-pass = What per cent must be right to pass? Press one, or type a number from { $least } to { $most }.
exam-which-pass-is = { $value }%
exam-which-opening = When does it open? Press the button for now, or type a time, like tomorrow 8:00 or 2026-03-02 08:00.
exam-opens-now = Now
exam-which-closing = When does it close? Press how long after it opens, or type a time.
exam-closes-hours = { $n } h
exam-closes-days = { $n } { $n ->
    [one] day
   *[other] days
  }
exam-window = It must close after it opens, and later than now. Please set the times again.
exam-at-night = All of that time is at night, when nobody gets a notice. Please choose times by day.
exam-terms = { $count } questions in { $minutes } minutes; everybody draws their own, in an order of their own.
exam-terms-pass = { $percent }% right is a pass. It can be taken { $attempts ->
    [one] once
   *[other] { $attempts } times
  }.
exam-window-is = Opens { $from }, closes { $to }.
exam-announced = Exam of { $unit }: { $title }
exam-announced-how = Press when you are ready. The time runs from your start; you can go on if you are interrupted.
exam-see = Have a look
exam-confirm = Above is what people will see. It goes to the people of { $unit }, { $people } as of now. When: { $when }.
exam-at-once = at once
exam-in-the-morning = { $at }, as nobody is disturbed at night
exam-confirm-groups = It goes to the group chats there too, { $groups } as of now; from there people come into the private chat.
exam-groups-too = To groups too
exam-not-groups = Not to groups
exam-save = Set it
exam-other-title = Other name
exam-other-window = Other times
exam-other-rules = Other rules
exam-drop = Leave it
exam-dropped = All right, there will be no exam.
exam-saved = It is set. Send /exams to see how many have taken it, or to close it early. When it is over you get the table of results.
exam-list = Your exams; press one to see it:
exam-list-none = There is no exam for you now.
exam-to-take = Take: { $title }
exam-taken = Result: { $title }
exam-to-manage = Manage: { $title }
exam-not-open = It is not open yet. It opens { $at }.
exam-is-over = This exam is over.
exam-is-cut-short = This exam was closed early.
exam-is-called-off = This exam was called off.
exam-not-here = You are not of { $unit } any more and cannot take this exam again. Your earlier results are kept.
exam-cannot-begin = There are too few questions for a paper now. Please come again when the host has filled the bank.
exam-is-begun = You have a paper that is not handed in.
exam-may-begin = You can take it { $left ->
    [one] once
   *[other] { $left } times
  } more. When you press “Begin” the time runs: { $minutes } minutes.
exam-no-attempts = { $attempts ->
    [1] It can be taken once, and you have taken it.
   *[other] You have taken it { $attempts } times, which is as often as one may.
  }
exam-other-open = Your paper of “{ $title }” is not handed in yet. Please finish that one first.
exam-start = Begin
exam-go-on = Go on
exam-attempt = Attempt { $attempt }: { $right } right
exam-time-left = { $minutes } min { $seconds } s left
exam-unanswered = { $unanswered } not answered
exam-all-answered = all answered
exam-before = ‹ Before
exam-after = Next ›
exam-hand-in = Hand in
exam-hand-in-all = All is answered. Once handed in it cannot be changed. Hand it in?
exam-hand-in-unanswered = { $unanswered } not answered yet. Once handed in it cannot be changed. Hand it in?
exam-hand-in-sure = Hand it in
exam-hand-in-back = Go back
exam-handed-in = This paper is handed in and cannot be changed.
exam-time-over = The time is over. What you saved counts; the result comes in a moment.
exam-cut-short = The exam was closed early. What you saved counts; the result comes in a moment.
exam-by-clock = The time was over: your paper was handed in as it was saved.
exam-by-host = The exam was closed early: your paper was handed in as it was saved.
exam-right-of = { $right } of { $total } right
exam-passed = Passed ({ $percent }% is a pass).
exam-not-passed = Not passed yet ({ $percent }% is a pass).
exam-wrong-later = What was wrong can be seen when the exam is over: { $at }.
exam-wrong-now = Press below to see what was wrong.
exam-see-wrong = See what was wrong
exam-see-wrong-later = See what was wrong afterwards
exam-want-certificate = Certificate
exam-again = Take it again
exam-wrong-head = Wrong: { $at } of { $count }
exam-you-chose = You chose { $chosen }.
exam-not-answered = You did not answer this one.
exam-nothing-wrong = Nothing was wrong in this paper.
exam-see-result = Result
exam-certificate-title = Certificate
exam-certificate-for = has passed the exam
exam-certificate-nobody = The candidate
exam-certificate-untitled = An exam
exam-certificate-check = To check it, send /verify { $number } to the bot
exam-certificate-caption = Your certificate, number { $number }. Whoever wants to check it sends me /verify { $number }.
exam-certificate-coming = The certificate is coming.
exam-certified = Certificate { $number } is genuine: { $name }, { $title }, { $day }, { $right } of { $total } right.
exam-no-certificate = There is no certificate with this number.
exam-verify-how = Please write the number on the certificate after /verify, like this: /verify 4820-3759-1604
exam-stage-coming = Not open yet.
exam-stage-open = Open now.
exam-stage-over = Over.
exam-stage-cut-short = Closed early.
exam-stage-called-off = Called off before it opened.
exam-counts = { $taken } { $taken ->
    [one] person has
   *[other] people have
  } taken it; { $passed } passed.
exam-nobody-yet = Nobody has handed in a paper yet.
exam-table = Table (XLSX)
exam-table-caption = Results of “{ $title }”. There are names in it: please keep it out of groups.
exam-table-file = Exam results
exam-table-coming = The table is coming.
exam-close = Close it early
exam-close-question = Close “{ $title }” now? Open papers are handed in as they are saved, and it cannot be opened again.
exam-close-sure = Close it now
exam-close-not = Not yet
exam-call-off = Call it off
exam-call-off-question = Call off “{ $title }”? It is not open yet, and nobody has been told of it. It cannot be opened again.
exam-call-off-sure = Call it off now
exam-call-off-not = Leave it
exam-has-ended-over = “{ $title }” is over
exam-has-ended-cut-short = “{ $title }” was closed early
exam-has-ended-called-off = “{ $title }” was called off before it opened
exam-was-not-announced = People were not told of this exam: it ended before the notice was sent.
exam-has-too-few = No paper can be drawn for “{ $title }”: there are too few questions in the bank now. Somebody pressed begin and could not. Please fill the bank, or close the exam early.
exam-see-card = See this exam
exam-sheet-people = Results
exam-sheet-items = Questions
exam-sheet-legend = How to read it
exam-col-name = Name
exam-col-unit = Lives in
exam-col-attempts = Attempts
exam-col-right = Best: right
exam-col-total = of
exam-col-passed = Passed
exam-col-handed-in = Handed in
exam-col-certificate = Certificate
exam-col-question = Question
exam-col-asked = In papers
exam-col-share = Share right
exam-col-discrimination = Discrimination
exam-col-flags = Have a look
exam-col-unanswered = Not answered
exam-col-legend = What these figures mean
exam-yes = yes
exam-no = no
exam-flag-too-easy = too easy
exam-flag-too-hard = too hard
exam-flag-ambiguous = may be ambiguous
exam-legend-share = Share right: of everybody’s first papers that had this question, how many had it right (0 to 1). Not answered is not right.
exam-legend-discrimination = Discrimination: whether those who had it right did well on the rest (point-biserial, the question itself left out, -1 to 1). Not given for fewer than { $least } papers.
exam-legend-too-easy = Too easy: a share right of { $share } or more.
exam-legend-too-hard = Too hard: a share right below { $share }.
exam-legend-ambiguous = May be ambiguous: a discrimination below { $value }; those who know the rest do no better on it. Not said of fewer than { $least } papers. Please look at the question and its answer.
exam-legend-options = Columns A, B, C: how many chose it; * marks what is right.
exam-legend-later = How each question did is in the table once the exam is over; please ask for it again then. That sheet holds the right answers, so it is kept back while the exam is open.

## ─── Demo ───

demo-title = Cunxun · demo
demo-bot-name = Cunxun
demo-ready = The demo is at { $url } (ready in { $seconds } s, Ctrl-C ends it)
demo-notice-title = A secretary sends a notice
demo-notice-text = You are the secretary of 和平村. Send /notice, follow the buttons and press 发出. It can be taken back for a minute, and stopped while it runs.
demo-price-title = A villager asks for a price
demo-price-text = You live in 和平村. Ask for the price of potatoes, then set an alert with the button under it.
demo-report-title = A villager tells a grievance
demo-report-text = You are an elder of 和平村. Press 反映问题 or just write to the bot, by voice or with photos; press 说完了, and five more taps give it a number.
demo-desk-title = The officer takes it in
demo-desk-text = You are the information officer of group one. Send /desk to see what waits: the quarrel of two neighbours about a drain is nearly overdue; leave it. Open what the elder has just told, press 受理 and then 派人: she hears it at once.
demo-climb-title = Late, it climbs by itself
demo-climb-text = You are the secretary of 和平村. Move the clock to tomorrow 08:00 (further over holidays): the quarrel was not settled in time and comes up to the village by itself; you and the villager hear of it.
demo-oversee-title = A leader lists it
demo-oversee-text = You are the leader in charge. Send /allcases and open the one of the neighbours: it was late and went up a level. Press 挂牌督办 and give it the title 两家共用的排水沟. Then send /supervised: it is on the list. Open it, press 请人调解 and choose 刘长河.
demo-mediate-title = The mediator says yes
demo-mediate-text = You are the mediator of 和平村, and were asked. Press 哪边都不沾亲，也不管哪边，我来 (neither kin nor boss of either), then 请另一边来, and copy the link that you get.
demo-invited-title = The neighbour tells her side
demo-invited-text = You are the elder, the other side of the quarrel. Send the copied link to the bot and open it, press 好，我来说说 and then 我要说几句. The villager cannot see what you say.
demo-agreement-title = A meeting and an agreement
demo-agreement-text = You are the mediator again. Send /desk, open the case, press 约个时间见面 and choose when and where; open it again, press 写协议, write a line or two and press 不用念. Both sides get it.
demo-agree-title = Both agree
demo-agree-text = You are the elder: press 我同意. Then be 张三娃 and press it too: now nobody can change it. With a score from 1 to 5 the case is closed.
demo-figures-title = The leader reads the figures
demo-figures-text = You are the leader in charge. Send /casereport to see how many came, how many in time and how satisfied people are; try 按周画图 (a picture) and 要表格（XLSX）.
demo-bank-title = The secretary looks at the questions
demo-bank-text = You are the secretary of the town, which has some questions already. Send /questions and open one of a chapter to see its answer and why. To add some, send a table to the bot: it says what is new and what it cannot take, and takes them only after 收进题库.
demo-evening-title = One button, and the group has a quiz
demo-evening-text = You hold a quiz in 和平村第一党支部 every month; it is planned already. Send /quizzes, press 和平村第一党支部 and then 现在就办: the group hears of it (not from 22:00 to 07:00; move the clock to tomorrow 08:00 first). Let people press 算我一个, then move the clock on by two minutes and it begins. You can pause, skip and stop here.
demo-answer-title = Three people answer
demo-answer-text = You are 吴大勇, a Party member. In the group of 和平村第一党支部 press 算我一个, and answer when a question comes: 20 seconds each. Then be 郑国庆 and 张玉珍 (a person opens in a new window too; three windows are easiest). If you do not want to wait, move the clock on by a minute: the next question comes at once.
demo-result-title = Everybody's result, and one's own
demo-result-text = Seconds after the last question the group learns how many took part and how many were right, without names. Your own result is in your private chat; press 练没答对的 to practise what you missed.
demo-practice-title = Practise alone
demo-practice-text = Send /practice: five questions, one tap each, with the reason at once. What you get wrong comes back in some days and stands in your notebook (/mistakes) until you are right twice in a row.
demo-exam-title = Hold an exam
demo-exam-text = You hold an exam. Send /exam, call it 党的基本知识, and press the buttons: 全部, 10 题, 15 分钟, 2 次, 60%, 现在就开, 2 小时 and at last 定下. The branch hears of it at once.
demo-paper-title = A paper and a certificate
demo-paper-text = You are 吴大勇, a Party member. Send /exams, open the exam, press 开始答卷, and 交卷 when you are done. If you passed, press 要证书; anybody can send /verify with its number to the bot and learn whether it is real.
demo-weekly-title = A notice every Monday
demo-weekly-text = You are the secretary of the town. Send /notice, choose 每周, 周一, 08:00; then move the clock to tomorrow 08:00, or further.
demo-digest-title = The morning prices
demo-digest-text = Move the clock to tomorrow 08:00: at 07:30 the groups of 和平村 hear the prices, with a button under them.
demo-invite-title = Invite a new secretary
demo-invite-text = You run the bot. Send /invite, choose a unit and a role, and get a link. Then add a new person, press START, send the link to the bot and open it.
demo-english-title = Somebody who reads English
demo-english-text = She has chosen English: her menu and the head of every notice are in English.

## ─── End ───
