import type { Texts } from '../lib/i18n.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { GuideStep, PageWords } from '../sandbox/settings.ts'
import { town } from './reference-town.ts'

const { cast, potatoes } = town

/** What to try, in this order: the part that plays it, and what to write. */
const steps = [
  { story: 'notice', who: cast.villageSecretary, say: '/notice' },
  { story: 'price', who: cast.villager, say: `/price ${potatoes.name}` },
  { story: 'report', who: cast.elder, say: '/report' },
  { story: 'desk', who: cast.officer, say: '/desk' },
  { story: 'climb', who: cast.villageSecretary, say: undefined },
  { story: 'oversee', who: cast.leader, say: '/allcases' },
  { story: 'mediate', who: cast.mediator, say: undefined },
  { story: 'invited', who: cast.elder, say: undefined },
  { story: 'agreement', who: cast.mediator, say: '/desk' },
  { story: 'agree', who: cast.elder, say: undefined },
  { story: 'figures', who: cast.leader, say: '/casereport' },
  { story: 'bank', who: cast.townSecretary, say: '/questions' },
  { story: 'evening', who: cast.host, say: '/quizzes' },
  { story: 'answer', who: cast.member, say: undefined },
  { story: 'result', who: cast.member, say: undefined },
  { story: 'practice', who: cast.member, say: '/practice' },
  { story: 'exam', who: cast.host, say: '/exam' },
  { story: 'paper', who: cast.member, say: '/exams' },
  { story: 'weekly', who: cast.townSecretary, say: '/notice' },
  { story: 'digest', who: cast.neighbour, say: undefined },
  { story: 'invite', who: cast.owner, say: '/invite' },
  { story: 'english', who: cast.guest, say: '/menu' },
] as const

/** Words of the locales in the two languages of the chat page. */
export function pageWords(texts: Texts, key: string): PageWords {
  return { zh: texts.in('zh-CN')(key), en: texts.in('en')(key) }
}

/** The guide of the page, for the people who are in the box. */
export function guideFor(sandbox: Sandbox, texts: Texts): GuideStep[] {
  return steps.map(({ story, who, say }) => ({
    title: pageWords(texts, `demo-${story}-title`),
    text: pageWords(texts, `demo-${story}-text`),
    personId: sandbox.users.find(({ firstName }) => firstName === who)?.id,
    say,
  }))
}
