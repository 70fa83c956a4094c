export const secondMs = 1_000

export const minuteMs = 60 * secondMs

/** From the first question to the end of the last, without a pause. */
export const lengthMs = ({ count, secondsEach }: { count: number; secondsEach: number }): number =>
  count * secondsEach * secondMs

/** From the announcement to the first question, where no time was chosen. */
export const noticeMs = 2 * minuteMs

/** From the word that it begins to the first question. */
export const headStartMs = 3 * secondMs

/** An evening at a time is announced so long before it. */
export const announcedBeforeMs = 10 * minuteMs

/** It does not begin when it could not for so long, and does not go on when it stood still for so long without a pause. */
export const tooLateMs = 15 * minuteMs

/** A pause that nobody ends. */
export const longestPauseMs = 60 * minuteMs

/** The next question is promised so much before its moment, so that it leaves on time. */
export const aheadMs = secondMs

/** A question that could not leave for so long is not asked any more. */
export const patienceMs = 5 * minuteMs

/** From the last question to the results. */
export const settleMs = 5 * secondMs

/** The count under the announcement changes no more often. */
export const recountMs = 6 * secondMs

export const plusMs = (at: Date, ms: number): Date => new Date(at.getTime() + ms)

export const later = (...moments: readonly (Date | undefined)[]): Date =>
  new Date(Math.max(...moments.map((at) => at?.getTime() ?? 0)))

/** When a pause that begins at `from` is over unless the host goes on: after its hour, or when it is night. */
export function pauseEnd(from: Date, nightAt: Date): Date {
  const end = plusMs(from, longestPauseMs)
  return nightAt < end ? nightAt : end
}
