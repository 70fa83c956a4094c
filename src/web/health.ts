import type { App } from '../app.ts'
import { countDeliveries } from '../delivery/claim-store.ts'
import type { HandledCounts } from '../intake/desk.ts'
import { countInbox } from '../intake/inbox-store.ts'
import { within } from '../lib/loop.ts'

/** What this process knows of itself. */
export interface Vitals {
  leading: boolean
  /** How long Telegram has not answered our polls; undefined when we do not poll. */
  pollSilentMs: number | undefined
  handled: HandledCounts
  /** What the features count of theirs. */
  count?(): Promise<Record<string, number>>
}

interface Counted {
  inbox: { waiting: number; handling: number; parked: number; oldestS: number }
  deliveries: { queued: number; rejected: number; doubtful: number; oldestDueS: number }
  features: Record<string, number>
}

export interface Health extends Partial<Counted> {
  ok: boolean
  /** What is wrong, in fixed words. */
  problems: ('database-gone' | 'inbox-stuck' | 'polling-fails')[]
  leading: boolean
  pollSilentS: number | null
  handled: HandledCounts
  /** Texts that were missing, by language and key, and how often. */
  missingTexts: Record<string, number>
}

const stuckS = 60
const databasePatienceMs = 5_000

async function count(app: App, vitals: Vitals): Promise<Counted> {
  const now = app.clock.now()
  const { oldestAt = now, ...inbox } = await countInbox(app.db)
  const oldestS = Math.max(0, Math.round((now.getTime() - oldestAt.getTime()) / 1_000))
  const deliveries = await countDeliveries(app.db, now)
  return { inbox: { ...inbox, oldestS }, deliveries, features: (await vitals.count?.()) ?? {} }
}

/** What is in the database, or undefined when it does not say so in time. */
async function countInTime(app: App, vitals: Vitals): Promise<Counted | undefined> {
  let counted: Counted | undefined
  const counting = count(app, vitals).then(
    (found) => {
      counted = found
    },
    (error: unknown) => app.log.error({ err: error }, 'the database does not answer'),
  )
  await within(app.clock, databasePatienceMs, counting)
  return counted
}

function problemsOf({ pollSilentMs = 0 }: Vitals, counted: Counted | undefined): Health['problems'] {
  const problems: Health['problems'] = []
  if (!counted) problems.push('database-gone')
  if (counted && counted.inbox.oldestS > stuckS) problems.push('inbox-stuck')
  if (pollSilentMs > stuckS * 1_000) problems.push('polling-fails')
  return problems
}

/** Whether all is well, and the numbers by which one sees it. */
export async function healthOf(app: App, vitals: Vitals): Promise<Health> {
  const counted = await countInTime(app, vitals)
  const problems = problemsOf(vitals, counted)
  const { leading, pollSilentMs, handled } = vitals
  return {
    ok: problems.length === 0,
    problems,
    leading,
    pollSilentS: pollSilentMs === undefined ? null : Math.round(pollSilentMs / 1_000),
    handled: { ...handled },
    ...counted,
    missingTexts: Object.fromEntries(app.texts.missing()),
  }
}
