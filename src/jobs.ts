import { createTask, type Logger, schedule } from 'node-cron'
import type { App } from './app.ts'
import { endAbandonedTalks } from './bot/end-abandoned-talks.ts'
import { fillCalendar } from './calendar/fill-calendar.ts'
import { warnOfUnknownYear } from './calendar/warn-of-unknown-year.ts'
import { findOrphans } from './cases/clocks/find-orphans.ts'
import { remindOfOverdue } from './cases/clocks/remind-of-overdue.ts'
import { tellCaseClocks } from './cases/clocks/tell-case-clocks.ts'
import { workOutAgain } from './cases/clocks/work-out-again.ts'
import { keepCaseFiles } from './cases/files/keep-files.ts'
import { letGoOfFiles } from './cases/files/let-go-of-files.ts'
import { askAboutPromises } from './cases/mediation/ask-about-promises.ts'
import { remindOfMeetings } from './cases/mediation/remind-of-meetings.ts'
import { sendCaseReports } from './cases/reports/send-case-reports.ts'
import { passSweepsOn } from './cases/sweeps/pass-sweeps-on.ts'
import { publishDueSweeps } from './cases/sweeps/publish-due-sweeps.ts'
import { eraseOldCases } from './cases/trust/erase-case.ts'
import { forgetSentWords } from './delivery/forget-sent-words.ts'
import { forgetMadeFiles } from './delivery/made-file.ts'
import { forgetHandled } from './intake/forget-handled.ts'
import { heardUpTo } from './intake/inbox-store.ts'
import { votesLane } from './intake/lane-of.ts'
import type { Leadership } from './lib/lease.ts'
import { publishDueNotices } from './notices/publish-due-notices.ts'
import { tellProgress } from './notices/tell-progress.ts'
import { tellAlerts } from './prices/price-alert.ts'
import { publishDueDigests } from './prices/price-digest.ts'
import { forgetVotes } from './quiz/evening/forget-votes.ts'
import { publishDueEvenings } from './quiz/evening/publish-due-evenings.ts'
import { runEvenings } from './quiz/evening/run-evenings.ts'
import { announceExams } from './quiz/exam/announce-exams.ts'
import { endExams } from './quiz/exam/end-exams.ts'
import { handInPapers } from './quiz/exam/hand-in.ts'
import type { HeardUpTo } from './quiz/heard-up-to.ts'
import { remindOfPractice } from './quiz/practice/remind-of-practice.ts'

/** A verb that looks for what is due. It is safe to call twice, and says how much it did. */
export interface Job {
  name: string
  /** Five fields, or six with the seconds first, in the town's time zone. */
  cron: string
  run(): Promise<Record<string, number>>
}

/** The whole timetable. A feature adds its lines here. */
export function timetable(app: App): Job[] {
  return [
    { name: 'publish-due-notices', cron: '* * * * *', run: () => publishDueNotices(app) },
    { name: 'publish-due-digests', cron: '* * * * *', run: () => publishDueDigests(app) },
    { name: 'publish-due-sweeps', cron: '* * * * *', run: () => publishDueSweeps(app) },
    { name: 'publish-due-evenings', cron: '* * * * *', run: () => publishDueEvenings(app) },
    { name: 'run-evenings', cron: '* * * * * *', run: () => runEvenings(app, votesHeard(app)) },
    { name: 'tell-alerts', cron: '*/5 * * * *', run: () => tellAlerts(app) },
    { name: 'tell-progress', cron: '*/3 * * * * *', run: () => tellProgress(app) },
    { name: 'tell-case-clocks', cron: '* * * * *', run: () => tellCaseClocks(app) },
    { name: 'remind-of-overdue', cron: '30 8-21 * * 1', run: () => remindOfOverdue(app) },
    { name: 'keep-calendar', cron: '*/10 * * * *', run: () => keepCalendar(app) },
    { name: 'keep-case-files', cron: '* * * * *', run: () => keepCaseFiles(app) },
    { name: 'announce-exams', cron: '* * * * *', run: () => announceExams(app) },
    { name: 'hand-in-papers', cron: '*/10 * * * * *', run: () => handInPapers(app, allHeard(app)) },
    { name: 'end-exams', cron: '* * * * *', run: () => endExams(app, allHeard(app)) },
    { name: 'remind-of-practice', cron: '* * * * *', run: () => remindOfPractice(app) },
    { name: 'remind-of-meetings', cron: '* * * * *', run: () => remindOfMeetings(app) },
    { name: 'ask-about-promises', cron: '*/10 * * * *', run: () => askAboutPromises(app) },
    { name: 'find-orphans', cron: '*/10 * * * *', run: () => findOrphans(app) },
    { name: 'let-go-of-files', cron: '*/10 * * * *', run: () => letGoOfFiles(app) },
    { name: 'pass-sweeps-on', cron: '*/5 * * * *', run: () => passSweepsOn(app) },
    { name: 'send-case-reports', cron: '*/30 8-21 1-7 * *', run: () => sendCaseReports(app) },
    { name: 'erase-old-cases', cron: '40 3 * * *', run: () => eraseOldCases(app) },
    { name: 'forget-sent-words', cron: '20 4 * * *', run: () => forgetSentWords(app) },
    { name: 'forget-made-files', cron: '41 * * * *', run: () => forgetMadeFiles(app) },
    { name: 'forget-votes', cron: '31 * * * *', run: () => forgetVotes(app) },
    { name: 'end-abandoned-talks', cron: '*/10 * * * *', run: () => endAbandonedTalks(app) },
    { name: 'forget-handled-updates', cron: '23 * * * *', run: () => forgetHandled(app) },
  ]
}

/** Votes that wait in the inbox were in time: the results wait for them. */
const votesHeard =
  (app: App): HeardUpTo =>
  (tx) =>
    heardUpTo(tx, app.clock.now(), votesLane)

/** A tap on a paper that waits in the inbox was in time: the clock waits for it. */
const allHeard =
  (app: App): HeardUpTo =>
  (tx) =>
    heardUpTo(tx, app.clock.now())

/** The calendar knows nothing of cases: when its days change, their deadlines follow from here. */
async function keepCalendar(app: App): Promise<Record<string, number>> {
  const filled = await fillCalendar(app)
  const warned = await warnOfUnknownYear(app)
  return { ...filled, ...warned, ...(await workOutAgain(app)) }
}

/** Runs one job; an error is logged and stops nobody else. False when there was one. */
async function runJob(app: App, job: Job): Promise<boolean> {
  try {
    const did = await job.run()
    const level = Object.values(did).some((count) => count > 0) ? 'info' : 'debug'
    app.log[level]({ job: job.name, ...did }, 'job')
    return true
  } catch (error) {
    app.log.error({ job: job.name, err: error }, 'a job failed')
    return false
  }
}

const minuteMs = 60_000

/** The minutes in (from, to]. */
function* minutes(from: Date, to: Date): Generator<Date> {
  const first = Math.floor(from.getTime() / minuteMs) + 1
  const last = Math.floor(to.getTime() / minuteMs)
  for (let minute = first; minute <= last; minute++) yield new Date(minute * minuteMs)
}

/** Tells whether `job` is due at a minute. node-cron's own look ahead reads the real clock; its matcher does not. */
function isDueAt(app: App, job: Job): (minute: Date) => boolean {
  const task = createTask(job.cron, () => undefined, { timezone: app.config.townTimezone })
  return (minute) => task.match(minute)
}

/**
 * For tests and for a clock that has jumped: runs every job once that was due in (from, to], in the order of the
 * timetable. Once is enough, for what they look for is what is due by now. Returns the names of those that ran.
 */
export async function runDue(app: App, from: Date, to: Date, jobs = timetable(app)): Promise<string[]> {
  const ran: string[] = []
  for (const job of jobs) {
    const isDue = isDueAt(app, job)
    if (![...minutes(from, to)].some(isDue)) continue
    await runJob(app, job)
    ran.push(job.name)
  }
  return ran
}

/** For a clock that is to pass through a night: stops it at every minute of (from, to] and runs what is due then. */
export async function runThrough(
  app: App,
  from: Date,
  to: Date,
  moveTo: (at: Date) => void | Promise<void>,
  jobs = timetable(app),
): Promise<void> {
  const plan = jobs.map((job) => ({ job, isDue: isDueAt(app, job) }))
  // The clock may run on while jobs run: it is not put back, or what has just begun would seem to begin later.
  const forwards = async (at: Date) => (app.clock.now() < at ? moveTo(at) : undefined)
  for (const minute of minutes(from, to)) {
    const due = plan.filter(({ isDue }) => isDue(minute))
    if (due.length > 0) await forwards(minute)
    for (const { job } of due) await runJob(app, job)
  }
  await forwards(to)
}

/** The clock of a demo or a story jumps to `to`: what publishes is asked at every minute on the way, the rest at the end. */
export async function passTime(
  app: App,
  to: Date,
  moveTo: (at: Date) => void | Promise<void>,
  jobs = timetable(app),
): Promise<void> {
  const isPublishing = ({ name }: Job) => name.startsWith('publish-')
  await runThrough(app, app.clock.now(), to, moveTo, jobs.filter(isPublishing))
  for (const job of jobs) if (!isPublishing(job)) await runJob(app, job)
}

/** node-cron speaks of ticks that came late or found the last run still busy. */
function loggerOf(app: App, job: Job): Logger {
  const say = (what: string | Error) => app.log.warn({ job: job.name, what: String(what) }, 'node-cron')
  return { info: say, warn: say, error: say, debug: say }
}

export interface Jobs {
  /** Begins no more, and waits for what runs. */
  stop(): Promise<void>
}

/** Keeps the timetable by the real clock while we lead. A job that still runs is not begun a second time. */
export function startJobs(app: App, leadership: Leadership, jobs = timetable(app)): Jobs {
  const running = new Set<Promise<unknown>>()
  async function tick(job: Job): Promise<void> {
    if (leadership.epoch === undefined) return
    const run = runJob(app, job)
    running.add(run)
    await run
    running.delete(run)
  }
  const tasks = jobs.map((job) =>
    schedule(job.cron, () => tick(job), {
      name: job.name,
      timezone: app.config.townTimezone,
      noOverlap: true,
      logger: loggerOf(app, job),
    }),
  )
  return {
    async stop() {
      for (const task of tasks) await task.destroy()
      await Promise.all(running)
    },
  }
}
