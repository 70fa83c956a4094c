import { systemClock } from '../../src/lib/clock.ts'

/** A time zone in which it is noon now: by the real clock nobody is told of a thing at night. POSIX counts the hours the other way round. */
export function noonZone(): string {
  const ahead = 12 - systemClock.now().getUTCHours()
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}
