import { DateTime } from 'luxon'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import type { Operation } from '../../src/delivery/delivery.ts'
import { afterQuietHours } from '../../src/delivery/quiet-hours.ts'
import type { TestApp } from '../support/app.ts'

const hourMs = 3_600_000
const zone = 'Asia/Shanghai'

const inTown = (at: Date) => DateTime.fromJSDate(at, { zone })
const written = (at: Date) => inTown(at).setLocale('zh-CN').toFormat('MM-dd ccc HH:mm')

/** `2026-03-04 11:00` in the town. */
export const moment = (text: string): Date =>
  DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone }).toJSDate()

/** What the clock says as it goes on by the hour: when · to whom · what. What is not for the night says when it goes out. */
export class Timeline {
  readonly rows: string[] = []
  #app: TestApp
  #lastId = 0

  private constructor(app: TestApp) {
    this.#app = app
  }

  /** From now on: what was said before is not on it. */
  static async from(app: TestApp): Promise<Timeline> {
    const line = new Timeline(app)
    await line.#read()
    return line
  }

  /** The process dies here, and another one goes on with the same database. */
  restart(app: TestApp): void {
    this.#app = app
  }

  /** The hours up to `until`; `everyHour` happens before each look at the clocks. */
  async until(until: Date, everyHour: () => Promise<void> = async () => undefined): Promise<void> {
    while (this.#app.clock.now() < until) {
      await this.#app.clock.advance(hourMs)
      await everyHour()
      await tellCaseClocks(this.#app)
      this.rows.push(...(await this.#read()))
    }
  }

  async #read(): Promise<string[]> {
    const rows = await this.#app.db.delivery.findMany({
      where: { id: { gt: this.#lastId } },
      include: { content: true },
      orderBy: { id: 'asc' },
    })
    this.#lastId = rows.at(-1)?.id ?? this.#lastId
    const people = await this.#app.db.person.findMany({ select: { chatId: true, name: true } })
    return rows.map(({ chatId, quiet, createdAt, content: { body, confidential } }) => {
      const operation: Operation = JSON.parse(confidential ? this.#app.sealer.open(body) : body)
      const words = 'message' in operation ? operation.message.html.split('\n').slice(1).join(' ') : ''
      const out = quiet ? afterQuietHours(createdAt, zone) : createdAt
      const waits = out > createdAt ? ` (${written(out)})` : ''
      const who = people.find((person) => person.chatId === chatId)?.name ?? '?'
      return `${written(createdAt)}${waits} · ${who} · ${words}`
    })
  }
}
