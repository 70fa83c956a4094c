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

cli-file-missing = 没有找到文件 { $file }。
cli-unit-kind = 第 { $line } 行的“{ $kind }”不是单位的种类，请写 镇、村、组 或者 党支部。
cli-backed-up = 备份好了，也查过了：{ $file }
cli-restored = 恢复好了：{ $file }
cli-restored-kept = 恢复好了：{ $file }。原来的数据留在 { $kept }。
cli-units = 单位：新的 { $new }，没变的 { $unchanged }。
cli-health = 等着处理的消息 { $waiting } 条，放弃的 { $parked } 条；等着发的 { $queued } 条，没发成的 { $rejected } 条，说不准的 { $doubtful } 条，最久的等了 { $oldestDueS } 秒。
cli-owner-token = 请在机器人的链接后面加上 ?start={ $start }，用总管的手机打开，只能用一次。
cli-has-owner = 已经有总管了。要再加一位，请现在的总管用 /invite。
database-newer = 这个数据库已经被更新的版本用过了（里面有“{ $migration }”，这个版本还不认识）。请启动那个更新的版本，或者恢复升级以前的备份。
database-half-migrated = 数据库上次升级到“{ $migration }”没有做完。请恢复升级以前的备份，再启动。
database-edited-migration = 数据库当初升级用的“{ $migration }”，和现在程序里的不一样。请用原来发布的程序文件。
database-in-use = 数据库 { $file } 正由另一个村讯进程使用。请先停掉那个进程。
database-has-users = 还有 { $count } 个程序连着这个数据库。请先都停掉，再恢复。
database-unreachable = 连不上数据库（{ $reason }）。请看看 DATABASE_URL 写得对不对，数据库开着没有。
database-missing = 数据库 { $file } 还没有。请看看 DATABASE_URL 写得对不对。
database-damaged = 数据库 { $file } 已经损坏（{ $reason }），没有做成备份。请把这个文件留好，恢复最近一次完好的备份。
backup-folder-missing = 没有 { $folder } 这个文件夹。请先建好，再备份。
backup-file-exists = { $file } 已经有了，备份不会盖掉它。请换一个文件名。
backup-file-missing = 没有找到备份文件 { $file }。
backup-file-damaged = { $file } 不是一份完好的备份（{ $reason }），没有动原来的数据。
backup-wrong-kind = { $file } 是另一种数据库的备份，不能恢复到这里。

## ─── 人与单位 ───

owner-link = 还没有人总管。请用总管的手机打开这个链接，只能用一次：{ $link }
town-unnamed = 本镇
unit-unknown = 没有这个单位，或者您不管这里的这件事。

start-command = 从头开始
start-welcome = 好了。以后有通知、有行情，我都在这里告诉您。要办什么，请按按钮。
menu-open = 打开菜单
language-name = 简体中文
language-question = 请选一种语言。
language-command = 换一种语言
language-menu = 语言 Language
language-set = 好，以后就说中文。
language-unknown = 这种语言我还不会。

home-which-village = 您住在哪个村？
home-which-group = { $unit }，您住在哪个组？
home-only-village = 不清楚是哪个组
home-later = 以后再说
home-settled = 记下了，您住在{ $unit }。以后这里的通知我都发给您。要办什么，请按按钮。

me-command = 我是谁、住哪里、担任什么
me-menu = 我的情况
me-name = 您是{ $name }。
me-home = 住在：{ $unit }
me-no-home = 还没有说过住在哪里。
me-role = 担任：{ $unit } { $role }
me-change-home = 改住处

role-owner = 总管理
role-secretary = 书记
role-officer = 信息员
role-mediator = 调解员
role-handler = 经办人
role-leader = 分管领导
role-member = 党员
role-villager = 村民
role-unknown = 没有找到这一条，可能已经结束了。
role-too-high = 这个职务要由更上一级来给。
role-last-owner = 总管理只剩这一位了，先给出另一位，再免这一位。

invite-command = 请人进来担任职务
invite-menu = 邀请
invite-which-unit = 请到哪个单位？
invite-open-ones = 还没用完的链接
invite-which-role = { $unit }：请他来担任什么？要往下选，请按单位的名字。
invite-how-many = { $role }：这个链接可以给几个人用？
invite-uses = { $uses } 个人
invite-ready = 链接好了：{ $unit } { $role }，可以用 { $uses } 次，{ $date } 前有效。请转给本人，不要发到群里。
invite-line = 撤回：{ $unit } { $role }（已用 { $used }/{ $uses }）
invite-press-to-revoke = 按一下就撤回那个链接，已经进来的人不受影响。
invite-none-open = 没有还能用的链接。
invite-offer = 请您来担任：{ $unit } { $role }。是您本人的话，请按下面的按钮。
invite-accept = 是我，我接受
invite-accepted = 好了，您现在是 { $unit } { $role }。发 /menu 看看能办什么。
invite-unknown = 这个链接用不了，可能已经撤回了。请向给您链接的人再要一个。
invite-expired = 这个链接过期了。请向给您链接的人再要一个。
invite-used-up = 这个链接已经有人用过了。请向给您链接的人再要一个。

bind-command = 把这个群挂到一个单位上
unbind-command = 这个群不再收通知
bind-hello = 大家好，我是村讯。请书记或者信息员在群里发 /bind，选好是哪个单位的群，通知和行情就会发到这里。平时大家说的话，我看不到。
bind-not-yours = 挂群要由书记或者信息员来办。
bind-which-unit = 这是哪里的群？
bind-which-below = { $unit }：就是这里，还是下面的一个？
bind-this-one = 就是{ $unit }
bind-done = 好了，这个群挂到了{ $unit }。那里的通知和行情会发到群里。
bind-undone = 好了，这个群不再收{ $unit }的通知。
bind-not-bound = 这个群没有挂在归您管的单位上。

units-command = 村、组和支部
units-menu = 单位
units-which = 看哪里？
units-one = { $unit }，下面有 { $count } 个单位。
units-add = 加一个{ $kind }
units-rename = 改名字
units-new-name = 叫什么名字？请打出来。
units-other-name = 改成什么名字？请打出来。
units-name-in-words = 请把名字打成字发给我。
units-named = 好了：{ $name }。
unit-kind-town = 镇
unit-kind-village = 村
unit-kind-group = 组
unit-kind-branch = 党支部
unit-kind-misplaced = 这种单位不能放在这里。
unit-name-length = 名字要有 1 到 { $longest } 个字。
unit-name-taken = 这里已经有“{ $name }”了，请换一个名字。
unit-parent-missing = 没有找到上一级单位“{ $name }”，请把上一级写在前面。

people-command = 看看谁担任什么
people-menu = 人员
people-which-unit = 看哪里？
people-in = { $unit }：按一下就免去那一位的职务。
people-none = { $unit }还没有人担任职务。
people-end = 免去：{ $name } { $role }

## ─── 通知 ───

schedule-past = 这个时间已经过去了，请换一个以后的时间。
schedule-changed = 这个安排刚才变了，请重新打开看看。

notice-command = 发一条通知
notice-menu = 发通知
notices-command = 已经发的和定了时间的通知
notices-menu = 通知记录
notices-list = 最近的通知，按一下看详细：
notices-none = 还没有发过通知。
notice-unknown = 没有这条通知，或者它不归您管。
notice-which-kind = 发哪一种通知？
notice-kind-study = 学习
notice-kind-policy = 政策
notice-kind-farm = 农事
notice-kind-price = 行情
notice-kind-job = 招工
notice-kind-training = 培训
notice-kind-affairs = 村务
notice-kind-event = 活动
notice-kind-emergency = 紧急
notice-which-unit = 发给哪里？
notice-whole-unit = 整个{ $unit }
notice-to-whom = 发给谁？
notice-to-both = 群和个人都发
notice-to-groups = 只发到群
notice-to-people = 只发给个人
notice-to-role = 只发给某种职务
notice-which-role = 哪种职务？
notice-what = 请把要说的话发给我。一段字，或者一张照片、一个文件、一段语音、一段视频（可以带说明）都行。
notice-words-please = 请发一段字，或者一张照片、一个文件、一段语音、一段视频。
notice-empty = 还没有写字。请把要说的话发给我。
notice-too-long = 太长了：有 { $length } 个字，最多 { $longest } 个。请写短一点再发。
notice-kept-words = 这是您上回写了没发的，还用吗？
notice-use-kept = 就用这个
notice-use-new = 重新写
notice-head = 【{ $kind }】{ $unit }
notice-late = 发晚了，原定 { $at }
notice-groups = { $count } 个群
notice-people = { $count } 个人
notice-nobody = 现在没有收得到的群和人。
notice-confirm-reach = 上面就是大家看到的样子。会发到：{ $reach }
notice-confirm-rule = { $rule }，接下来是：
notice-confirm-morning = 现在是夜里，会等到早上 7 点再发。急事请选“紧急”。
notice-confirm-at-once = 紧急的一按就发，没有一分钟可以撤；发出以后还能停、能收回。
notice-send = 发出
notice-save = 就这样定下
notice-other-words = 改文字
notice-other-time = 改时间
notice-other-audience = 改对象
notice-drop = 不发了
notice-dropped = 好，这条不发了。
notice-on-its-way = 好。发得怎么样，看下面这一条。
notice-saved = 定下了。要暂停、跳过或者删掉，发 /notices。
notice-starts-soon = 一分钟后发给 { $total } 处。发现不对，现在还能撤。
notice-starts-morning = 夜里不发，早上 7 点发给 { $total } 处。发现不对，现在还能撤。
notice-undo = 撤回，不发了
notice-counts = 已发 { $sent }，没发成 { $failed }，还剩 { $left }
notice-minutes = 大约还要 { $minutes } 分钟
notice-rest-morning = 夜里不发，剩下的早上 7 点接着发
notice-stop = 停，不再发
notice-stopping = 正在停。
notice-stopped-toast = 停了，还有 { $stopped } 处没有发。
notice-over = 这一条已经发完了，停不了。要从大家那里删掉，请按“收回”。
notice-done = 发完了：已发 { $sent }，没发成 { $failed }。
notice-stopped = 停下了：已发 { $sent }，没发成 { $failed }，没有发的 { $stopped }。
notice-undone = 撤回了，一处也没有发。
notice-details = 看每一处
notice-recall = 收回
notice-recall-question = 把已经发出的从大家那里删掉，没发的也不再发。发出超过 48 小时的删不了。
notice-recall-sure = 收回
notice-recalled = 正在收回 { $recalled } 处。收回了多少，看报进度的那一条。
notice-recall-progress = 正在收回：已删 { $deleted }，没删成 { $failed }，还剩 { $left }
notice-recall-done = 收回了：已删 { $deleted }，没删成 { $failed }。
notice-recalled-already = 这一条已经收回过了。
notice-last-issue = 最近一次：{ $at }，{ $reach }
notice-report-row = { $title }：{ $what }
notice-report-head = <b>{ $title }</b>（第 { $page } 页，共 { $pages } 页）
notice-row-private = 个人
notice-row-group = 群
notice-row-queued = 等着发
notice-row-sending = 正在发
notice-row-sent = 已发
notice-row-gone = 收不到了
notice-row-rejected = 没发成
notice-row-expired = 过了时间，没有发
notice-row-stopped = 停下了，没有发
notice-row-doubtful = 说不准发到没有
notice-row-recalling = 正在收回
notice-row-recalled = 收回了
notice-row-not-recalled = 没能收回
notice-row-repeated = （可能收到两遍）
notice-row-reason = （{ $reason }）
list-comma = 、
list-before = 上一页
list-after = 下一页

schedule-active = 开着
schedule-paused = 暂停着
schedule-ended = 结束了
schedule-broken = 出了错，停着
schedule-next = 下一次：{ $at }
schedule-pause = 暂停
schedule-resume = 接着发
schedule-skip = 跳过下一次
schedule-end = 删掉
schedule-missed-dropped = { $count ->
    [1] { $at } 那一次没有发：到时候没能发出去，过后太晚，就不补了。
   *[other] 从 { $first } 到 { $at }，有 { $count } 次没有发：到时候没能发出去，过后太晚，就不补了。
}
schedule-missed-last = 以后不会再发了。还要发，请重新写一条。
schedule-missed-broken = { $at } 那一次没有发：发的时候出了错，这个安排先停着。打开它，可以接着发，也可以删掉。
schedule-missed-open = 打开这个安排

when-which = 什么时候发？
when-now = 现在就发
when-once = 定个时间
when-day = 每天
when-week = 每周
when-month = 每月
when-moment = 哪天几点？按一个，或者打给我，像“明天8点”“3月5日 19:30”。
when-tomorrow = 明天
when-after-tomorrow = 后天
when-not-a-moment = 没看懂是哪天几点。请这样打：明天8点，或者 3月5日 19:30。
when-time = 几点发？按一个，或者打给我，像“8点半”。
when-not-a-time = 没看懂是几点。请这样打：8:30，或者 8点半。
when-weekday = 每周哪一天？按一个，或者打给我，像“一三五”。
when-not-a-weekday = 没看懂是周几。请这样打：一三五，或者 周一到周五。
when-workdays = 周一到周五
when-135 = 一、三、五
when-which-day = 每月几号？按一个，或者打个数给我。
when-day-of-month = { $day } 号
when-month-end = 月底最后一天
when-not-a-day = 请打 1 到 31 里的一个数。
when-short-month = 没有 { $day } 号的月份怎么办？
when-short-last = 那个月最后一天发
when-short-skip = 那个月不发
rule-once = { $at } 一次
rule-day = 每天 { $at }
rule-week = 每{ $days } { $at }
rule-month = 每月 { $day } 号 { $at }
rule-month-skip = 每月 { $day } 号 { $at }，没有这一天的月份不发
rule-month-last = 每月 { $day } 号 { $at }，没有这一天就在月底
rule-month-end = 每月最后一天 { $at }
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日

## ─── 行情 ───

price-command = 看行情，例如 /price 土豆
price-menu = 看行情
price-which = 看哪样的价？按一个，或者发“/price 名字”。
price-unknown = 没有找到“{ $name }”的价。请从下面选，或者换个叫法。
price-none = 现在还没有行情。
price-per = 每{ $unit } { $price } 元
price-per-jin = （合每斤 { $price } 元）
price-range = { "" }，最低 { $low }，最高 { $high }
price-up = 比 { $days } 天前涨 { $price } 元（{ $day }）
price-down = 比 { $days } 天前跌 { $price } 元（{ $day }）
price-same = 和 { $days } 天前一样（{ $day }）
price-stale = 这是 { $day } 的价，以后还没有新的。
price-watch = { $name } 到价告诉我
price-at-which = { $name }，现在{ $price }。到多少告诉您？按一个，或者打个价给我，像 1.5。
price-when-above = 高过 { $price } 元
price-when-below = 低过 { $price } 元
price-not-a-price = 没看懂是多少钱。请只打数，像 1.5。
price-watched-above = 好，{ $name }高过 { $price } 元就告诉您，一天最多说一次。
price-watched-below = 好，{ $name }低过 { $price } 元就告诉您，一天最多说一次。
price-alert-above = { $name }涨过 { $limit } 元了：{ $price }（{ $day }）
price-alert-below = { $name }跌到 { $limit } 元以下了：{ $price }（{ $day }）
price-alert-off = 不用再告诉我
price-alert-is-off = 好，这一样不再提醒您。
price-alert-over = 这个提醒已经停了。
price-import-not-yours = 行情要由书记来收。
price-file-unreadable = 这个文件读不出来。请发 CSV 或者 XLSX 表格。
price-file-too-long = 表格太长了，一次最多 { $rows } 行。
price-file-no-header = 没有找到表头。要有“品名”“发布日期”，还有“最低价”“平均价”“最高价”里的一样。
price-import-done = 一共 { $rows } 行：新的 { $new }，没变的 { $unchanged }，改了的 { $corrected }，没收的 { $refused }，等人看的 { $waiting }。
price-import-waiting = 有 { $count } 行要您看一下，见下面。
price-row-line = 第 { $line } 行：{ $why }
price-row-more = 还有 { $count } 行没有收。
price-row-no-name = 没有品名
price-row-no-price = 没有价
price-row-bad-price = 价看不懂，或者比一分钱还细
price-row-no-unit = 没有单位
price-row-bad-day = 日期看不懂
price-row-low-above-high = 最低价比最高价还高
price-row-average-outside = 平均价不在最低和最高之间
price-waiting-contradiction = 同一天有两个不一样的价
price-waiting-jump = 比近来的价差了十倍以上
price-waiting-question = { $name } { $day }：{ $price }。{ $why }，用这个吗？{ $left ->
    [0] { "" }
   *[other] （后面还有 { $left } 条）
}
price-waiting-take = 用这个
price-waiting-drop = 不要
price-waiting-none = 都看完了，没有等着的价了。
price-decided-already = 这一条已经定过了。
waiting-command = 看还没定的价
digest-command = 定时把行情发到群里
digest-menu = 定时行情
digests-command = 看定好的行情
digests-menu = 行情安排
digests-list = 定好的行情，按一下看详细：
digests-none = 还没有定时的行情。发 /digest 定一个。
digest-unknown = 没有这个安排，或者它不归您管。
digest-which-unit = 发到哪里的群？
digest-whole-unit = 整个{ $unit }
digest-which-names = 发哪几样？一样一样按，或者一次打几样，像“土豆、番茄”。
digest-names-so-far = 已选：{ $names }。还要加吗？
digest-names-done = 就这些
digest-no-names = 还没有选要发哪几样。
digest-confirm = { $unit }的群，{ $rule }，发：{ $names }。接下来是：
digest-drop = 不要了
digest-dropped = 好，不定了。
digest-saved = 定下了。要暂停、跳过或者删掉，发 /digests。
digest-of-unit = { $unit }：{ $names }
digest-title = 定时行情：{ $names }
digest-head = 今天行情 { $day }
digest-of-day = （{ $day } 的价）
digest-left-out = 有 { $count } 样七天里没有新价，没有列。
digest-nothing-new = 今天的行情没有发到群里：选的那几样，七天里都没有新价。

## ─── 试用 ───

demo-title = 村讯 · 试用
demo-bot-name = 村讯
demo-ready = 村讯试用：请在浏览器里打开 { $url }（{ $seconds } 秒就绪，按 Ctrl-C 结束）
demo-notice-title = 书记发一条通知
demo-notice-text = 您是和平村书记。发 /notice，照着按钮走，最后按“发出”。一分钟内可以撤回；发的时候可以停。
demo-price-title = 村民看行情
demo-price-text = 您是和平村一组的村民。问土豆的价，再按“到价告诉我”。
demo-weekly-title = 每周一早上的学习通知
demo-weekly-text = 您是镇党委书记。发 /notice，时间选“每周”“周一”“08:00”，定下以后把时间拨到明天 08:00，或者再往后拨。
demo-digest-title = 早上的行情
demo-digest-text = 把时间拨到明天 08:00：和平村的群在 07:30 收到行情，每样价下面有按钮。
demo-invite-title = 请一位新书记
demo-invite-text = 您是总管理。发 /invite，选单位、职务，得到一个链接。再点“来一个新人”，让他点“开始”，把链接发给机器人，点开它。
demo-english-title = 说英文的人
demo-english-text = 她选的是英文，菜单和通知的开头都是英文。

## ─── 结束 ───
