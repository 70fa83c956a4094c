import type { ServerResponse } from 'node:http'
import { systemClock } from '../../lib/clock.ts'
import type { World } from '../world/world.ts'

/** Changes that come faster are told as one. */
const GATHERED_MS = 60

/** Tells an open page whenever something changed; the page then asks for what it draws. */
export class PageEvents {
  readonly #open = new Set<ServerResponse>()
  #gathering = false

  constructor(world: World) {
    world.changes.listen(() => this.#changed())
  }

  /** Keeps the connection open until the page goes. */
  add(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    response.write('retry: 1000\n\ndata: hello\n\n')
    this.#open.add(response)
    response.once('close', () => this.#open.delete(response))
  }

  #changed(): void {
    if (this.#gathering || this.#open.size === 0) return
    this.#gathering = true
    void systemClock.sleep(GATHERED_MS).then(() => {
      this.#gathering = false
      for (const response of this.#open) response.write('data: changed\n\n')
    })
  }
}
