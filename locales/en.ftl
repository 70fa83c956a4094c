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

cli-file-missing = There is no file { $file }.
cli-unit-kind = Line { $line }: “{ $kind }” is no kind of unit. Please write town, village, group or branch.
cli-backed-up = Backed up and checked: { $file }
cli-restored = Restored: { $file }
cli-restored-kept = Restored: { $file }. What it replaced is kept at { $kept }.
cli-units = Units: { $new } new, { $unchanged } unchanged.
cli-health = Updates: { $waiting } waiting, { $parked } given up. Deliveries: { $queued } waiting, { $rejected } failed, { $doubtful } in doubt; the oldest has waited { $oldestDueS } s.
cli-owner-token = Add ?start={ $start } to the bot's link and open it on the owner's phone. It works once.
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
price-file-unreadable = This file cannot be read. Please send a CSV or XLSX table.
price-file-too-long = This table is too long. The limit is { $rows } rows.
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

## ─── Demo ───

demo-title = Cunxun · demo
demo-bot-name = Cunxun
demo-ready = The demo is at { $url } (ready in { $seconds } s, Ctrl-C ends it)
demo-notice-title = A secretary sends a notice
demo-notice-text = You are the secretary of 和平村. Send /notice, follow the buttons and press 发出. It can be taken back for a minute, and stopped while it runs.
demo-price-title = A villager asks for a price
demo-price-text = You live in 和平村. Ask for the price of potatoes, then set an alert with the button under it.
demo-weekly-title = A notice every Monday
demo-weekly-text = You are the secretary of the town. Send /notice, choose 每周, 周一, 08:00; then move the clock to tomorrow 08:00, or further.
demo-digest-title = The morning prices
demo-digest-text = Move the clock to tomorrow 08:00: at 07:30 the groups of 和平村 hear the prices, with a button under them.
demo-invite-title = Invite a new secretary
demo-invite-text = You run the bot. Send /invite, choose a unit and a role, and get a link. Then add a new person, press START, send the link to the bot and open it.
demo-english-title = Somebody who reads English
demo-english-text = She has chosen English: her menu and the head of every notice are in English.

## ─── End ───
