import { DateTime } from 'luxon'

/** No notice from 22:00 to 07:00 in the town; what falls in between waits for the morning. */
const quietFromHour = 22
const quietToHour = 7

/** When a message that keeps the quiet hours may leave: `at` itself, or the next 07:00. */
export function afterQuietHours(at: Date, timeZone: string): Date {
  const local = DateTime.fromJSDate(at, { zone: timeZone })
  if (local.hour >= quietToHour && local.hour < quietFromHour) return at
  const morning = local.hour >= quietFromHour ? local.plus({ days: 1 }) : local
  return morning.startOf('day').set({ hour: quietToHour }).toJSDate()
}

/** Whether what keeps the quiet hours waits at that moment. */
export const isQuiet = (at: Date, timeZone: string): boolean => afterQuietHours(at, timeZone) > at

/** When the quiet hours begin: `at` itself within them, or the next 22:00. */
export function nextQuietHours(at: Date, timeZone: string): Date {
  if (isQuiet(at, timeZone)) return at
  return DateTime.fromJSDate(at, { zone: timeZone }).startOf('day').set({ hour: quietFromHour }).toJSDate()
}
