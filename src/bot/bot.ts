import type { App } from '../app.ts'
import { calendarFeature } from '../calendar/calendar-bot.ts'
import { casesFeature } from '../cases/cases-bot.ts'
import type { UpdateHandler } from '../intake/handler.ts'
import { noticesFeature } from '../notices/notices-bot.ts'
import { orgFeature } from '../org/org-bot.ts'
import { pricesFeature } from '../prices/prices-bot.ts'
import { quizFeature } from '../quiz/quiz-bot.ts'
import type { Feature } from './feature.ts'
import { createUpdateHandler, type Outside } from './update-handler.ts'

/** Who is heard, in this order. A new feature adds its line here. */
export const features: readonly Feature[] = [
  noticesFeature,
  // Before the prices: a table comes to both, and its header decides.
  quizFeature,
  pricesFeature,
  casesFeature,
  calendarFeature,
  orgFeature,
]

export function createBot(app: App, outside: Outside): UpdateHandler {
  return createUpdateHandler(app, outside, features)
}
