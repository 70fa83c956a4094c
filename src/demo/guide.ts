import type { Sandbox } from '../sandbox/sandbox.ts'
import type { GuideStep } from '../sandbox/settings.ts'

/** What to try, in this order; `who` is a name of the reference town. */
const steps: (Omit<GuideStep, 'personId'> & { who: string })[] = [
  {
    who: '杨志强',
    title: { zh: '书记发一条通知', en: 'A secretary sends a notice' },
    text: {
      zh: '您是和平村书记。发 /notice，照着按钮走，最后按“发出”。一分钟内可以撤回；发的时候可以停。',
      en: 'You are the secretary of 和平村. Send /notice, follow the buttons and press 发出. It can be taken back for a minute, and stopped while it runs.',
    },
    say: '/notice',
  },
  {
    who: '张三娃',
    title: { zh: '村民看行情', en: 'A villager asks for a price' },
    text: {
      zh: '您是和平村一组的村民。问土豆的价，再按“到价告诉我”。',
      en: 'You live in 和平村. Ask for the price of potatoes, then set an alert with the button under it.',
    },
    say: '/price 土豆',
  },
  {
    who: '陈秀英',
    title: { zh: '每周一早上的学习通知', en: 'A notice every Monday' },
    text: {
      zh: '您是镇党委书记。发 /notice，时间选“每周”“周一”“08:00”，定下以后把时间拨到明天 08:00，或者再往后拨。',
      en: 'You are the secretary of the town. Send /notice, choose 每周, 周一, 08:00; then move the clock to tomorrow 08:00, or further.',
    },
    say: '/notice',
  },
  {
    who: '罗永贵',
    title: { zh: '早上的行情', en: 'The morning prices' },
    text: {
      zh: '把时间拨到明天 08:00：和平村的群在 07:30 收到行情，每样价下面有按钮。',
      en: 'Move the clock to tomorrow 08:00: at 07:30 the groups of 和平村 hear the prices, with a button under them.',
    },
  },
  {
    who: '周建国',
    title: { zh: '请一位新书记', en: 'Invite a new secretary' },
    text: {
      zh: '您是总管理。发 /invite，选单位、职务，得到一个链接；换一个人，点链接进来。',
      en: 'You run the bot. Send /invite, choose a unit and a role, and get a link; be somebody else and open it.',
    },
    say: '/invite',
  },
  {
    who: 'Anna Berger',
    title: { zh: '说英文的人', en: 'Somebody who reads English' },
    text: {
      zh: '她选的是英文，菜单和通知的开头都是英文。',
      en: 'She has chosen English: her menu and the head of every notice are in English.',
    },
    say: '/menu',
  },
]

/** The guide of the page, for the people who are in the box. */
export function guideFor(sandbox: Sandbox): GuideStep[] {
  return steps.map(({ who, ...step }) => ({
    ...step,
    personId: sandbox.users.find(({ firstName }) => firstName === who)?.id,
  }))
}
