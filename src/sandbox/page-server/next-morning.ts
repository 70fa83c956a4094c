const DAY_MS = 24 * 60 * 60 * 1000

/** How far the wall clock of a zone is ahead of UTC at that moment, in milliseconds. */
function offsetMs(at: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day, hour, minute, second } = parts
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second)
  return wallMs - Math.floor(at.getTime() / 1000) * 1000
}

/** 08:00 of the day after `now` in a time zone. */
export function nextMorning(now: Date, timeZone: string): Date {
  const wallMs = now.getTime() + offsetMs(now, timeZone)
  const eightMs = Math.floor(wallMs / DAY_MS) * DAY_MS + DAY_MS + 8 * 60 * 60 * 1000
  const roughly = new Date(eightMs - offsetMs(now, timeZone))
  return new Date(eightMs - offsetMs(roughly, timeZone))
}
