import { Api } from 'grammy'
import type { App } from './app.ts'
import { createBot, features } from './bot/bot.ts'
import { publishCommands } from './bot/publish-commands.ts'
import type { Outside } from './bot/update-handler.ts'
import { fillCalendar } from './calendar/fill-calendar.ts'
import { countFileStates } from './cases/files/file-store.ts'
import { createPace, type Pace } from './delivery/pace.ts'
import { startDelivering } from './delivery/start-delivering.ts'
import { createSender } from './delivery/telegram-sender.ts'
import type { HandledCounts } from './intake/desk.ts'
import { startDispatching } from './intake/dispatch.ts'
import type { UpdateHandler } from './intake/handler.ts'
import { whoAmI } from './intake/insist.ts'
import { startPolling } from './intake/poll.ts'
import { askForCalls, receivePosted } from './intake/webhook.ts'
import { runDue, startJobs } from './jobs.ts'
import { dialectOf } from './lib/db.ts'
import { type Leadership, Lease, usualLease } from './lib/lease.ts'
import { within } from './lib/loop.ts'
import { linkToken } from './lib/random.ts'
import { type ServingLock, takeServingLock } from './lib/serving-lock.ts'
import { Undo } from './lib/undo.ts'
import { type Health, healthOf } from './web/health.ts'
import { startWeb, type WebhookRoute } from './web/server.ts'

export interface ServeOptions {
  /** The lock of the database, when it was taken before; `stop` lets it go. */
  lock?: ServingLock
  /** Ends the patience with a Telegram that does not answer at the start. */
  signal?: AbortSignal
  /** How long a poll stays open. */
  pollTimeoutS?: number
}

export interface Serving extends Outside {
  readonly port: number
  readonly leading: boolean
  health(): Promise<Health>
  /** Runs what was due in (from, to], for a clock that has jumped. */
  runJobs(from: Date, to: Date): Promise<string[]>
  /** Stops everything in reverse: what was begun is finished, within seconds, and the lead is free for another. */
  stop(): Promise<void>
}

/** What there is in this process, whoever leads. */
interface House extends Outside {
  app: App
  pace: Pace
  handler: UpdateHandler
  handled: HandledCounts
  pollTimeoutS: number
}

/** What runs while we lead. */
interface Term {
  wake(): void
  pollSilentMs(): number | undefined
  stop(graceMs: number): Promise<void>
}

const graceMs = 10_000
const lookMs = 250

/** Polls Telegram, or asks it to call us. */
function startTakingIn(
  house: House,
  wake: () => void,
): Pick<Term, 'pollSilentMs'> & { stop(): Promise<void> } {
  const { app, api, me, pollTimeoutS } = house
  const { webhook } = app.config
  if (!webhook) {
    const polling = startPolling(app, api, me, wake, { timeoutS: pollTimeoutS })
    return { pollSilentMs: polling.silentMs, stop: polling.stop }
  }
  const stopped = new AbortController()
  const asked = askForCalls(app, api, webhook, stopped.signal).catch((error: unknown) => {
    if (!stopped.signal.aborted) app.log.fatal({ err: error }, 'Telegram will not call us')
  })
  const stop = () => {
    stopped.abort()
    return asked
  }
  return { pollSilentMs: () => undefined, stop }
}

function startTerm(house: House, leadership: Leadership): Term {
  const { app, api, sender, pace, handler, handled } = house
  app.log.info({ epoch: leadership.epoch }, 'leading')
  const delivering = startDelivering(app, sender, pace, leadership)
  const dispatching = startDispatching(app, leadership, handler, handled)
  const intake = startTakingIn(house, dispatching.wake)
  const jobs = startJobs(app, leadership)
  // The timetable keeps it filled; here, so that the first deadline of a new town knows the holidays.
  const filled = fillCalendar(app).catch((error: unknown) =>
    app.log.error({ err: error }, 'the calendar could not be filled'),
  )
  // The list of commands is a convenience: the bot hears them whether they are shown or not.
  const published = publishCommands(app, api, features).catch((error: unknown) =>
    app.log.warn({ err: error }, 'the commands could not be published'),
  )
  return {
    wake: dispatching.wake,
    pollSilentMs: intake.pollSilentMs,
    async stop(graceMs) {
      await intake.stop()
      await within(app.clock, graceMs, Promise.all([jobs.stop(), published, filled]))
      await dispatching.stop(graceMs)
      await delivering.stop(graceMs)
      app.log.info('not leading any more')
    },
  }
}

/** Leads whenever `lease` is ours, until `stopping` aborts; `onTerm` hears of each beginning and end. */
async function leadWhenWeMay(
  house: House,
  lease: Lease,
  stopping: AbortSignal,
  onTerm: (term: Term | undefined) => void,
): Promise<void> {
  const { clock } = house.app
  for (; !stopping.aborted; await clock.sleep(lookMs, stopping)) {
    const { name, epoch } = lease
    if (epoch === undefined) continue
    const isOurs = () => lease.epoch === epoch
    const leadership: Leadership = {
      name,
      get epoch() {
        return isOurs() ? epoch : undefined
      },
    }
    const term = startTerm(house, leadership)
    onTerm(term)
    while (isOurs() && !stopping.aborted) await clock.sleep(lookMs, stopping)
    onTerm(undefined)
    await term.stop(stopping.aborted ? graceMs : 0)
  }
}

/** Takes the lead at once where there is no other process, or joins those that want it. Gives back how to let go. */
async function joinLead(app: App, lease: Lease): Promise<() => Promise<void>> {
  if (dialectOf(app.db) === 'sqlite') {
    await lease.seize()
    return () => lease.release()
  }
  const leaving = new AbortController()
  const kept = lease.keep(leaving.signal, (error) =>
    app.log.error({ err: error }, 'the lease could not beat'),
  )
  return () => {
    leaving.abort()
    return kept
  }
}

async function openHouse(app: App, options: ServeOptions, signal: AbortSignal): Promise<House> {
  const api = new Api(app.config.botToken, { apiRoot: app.config.botApiRoot })
  const me = await whoAmI(app, api, signal)
  const pace = createPace(app.clock, { perSecond: app.config.messagesPerSecond })
  const sender = createSender(app, api, pace)
  const handler = createBot(app, { api, sender, me })
  const handled = { handled: 0, failures: 0, parked: 0 }
  return { app, api, me, pace, sender, handler, handled, pollTimeoutS: options.pollTimeoutS ?? 30 }
}

/**
 * Serves the town: the web server always, all else while we lead. The database is migrated before. Throws
 * Refusal('database-in-use') and TokenRefused; what was started until then is stopped again.
 */
export async function serve(app: App, options: ServeOptions = {}): Promise<Serving> {
  const signal = options.signal ?? new AbortController().signal
  const undo = new Undo()
  try {
    const lock = options.lock ?? takeServingLock(app.config.databaseUrl)
    undo.add(() => lock.release())
    const house = await openHouse(app, options, signal)
    let term: Term | undefined
    const health = () =>
      healthOf(app, {
        leading: term !== undefined,
        pollSilentMs: term?.pollSilentMs(),
        handled: house.handled,
        count: () => countFileStates(app.db),
      })
    const web = await startWeb(
      app,
      health,
      webhookRoute(house, () => term?.wake()),
    )
    undo.add(web.close)
    const lease = new Lease(app.db, app.clock, { ...usualLease, holder: linkToken(app.random) })
    undo.add(await joinLead(app, lease))
    const stopping = new AbortController()
    const leading = leadWhenWeMay(house, lease, stopping.signal, (next) => {
      term = next
    })
    undo.add(() => {
      stopping.abort()
      return leading
    })
    const { api, me, sender } = house
    return {
      api,
      me,
      sender,
      port: web.port,
      get leading() {
        return term !== undefined
      },
      health,
      runJobs: (from, to) => runDue(app, from, to),
      stop: () => undo.all(),
    }
  } catch (error) {
    await undo.all()
    throw error
  }
}

function webhookRoute({ app, me }: House, wake: () => void): WebhookRoute | undefined {
  const { webhook } = app.config
  if (!webhook) return undefined
  return {
    path: new URL(webhook.url).pathname,
    secret: webhook.secret,
    async receive(body) {
      const isUpdate = await receivePosted(app, me, body)
      if (isUpdate) wake()
      return isUpdate
    },
  }
}
