import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Health } from './health.ts'

type Reading = [name: string, help: string, read: (health: Health) => number | undefined]

const gauges: Reading[] = [
  ['cunxun_ok', '1 when all is well.', ({ ok }) => Number(ok)],
  ['cunxun_leading', '1 when this process polls, handles and delivers.', ({ leading }) => Number(leading)],
  ['cunxun_inbox_waiting', 'Updates that wait to be handled.', ({ inbox }) => inbox?.waiting],
  ['cunxun_inbox_handling', 'Updates that are in hand.', ({ inbox }) => inbox?.handling],
  ['cunxun_inbox_parked', 'Updates that were given up.', ({ inbox }) => inbox?.parked],
  ['cunxun_inbox_oldest_seconds', 'Age of the oldest update not handled.', ({ inbox }) => inbox?.oldestS],
  ['cunxun_deliveries_queued', 'Messages that wait to be sent.', ({ deliveries }) => deliveries?.queued],
  ['cunxun_deliveries_rejected', 'Messages Telegram refused.', ({ deliveries }) => deliveries?.rejected],
  ['cunxun_deliveries_doubtful', 'Messages in doubt, left.', ({ deliveries }) => deliveries?.doubtful],
  [
    'cunxun_deliveries_oldest_due_seconds',
    'How long the oldest due message has waited.',
    ({ deliveries }) => deliveries?.oldestDueS,
  ],
  [
    'cunxun_poll_silent_seconds',
    'Since Telegram last answered a poll.',
    (health) => health.pollSilentS ?? undefined,
  ],
]

const counters: Reading[] = [
  ['cunxun_updates_handled_total', 'Updates handled since the start.', ({ handled }) => handled.handled],
  ['cunxun_update_failures_total', 'Times a handler failed.', ({ handled }) => handled.failures],
  ['cunxun_updates_parked_total', 'Updates given up since the start.', ({ handled }) => handled.parked],
]

/** The page that Prometheus reads: what /health knows, and Node's own numbers. */
export function createMetrics(health: () => Promise<Health>): { type: string; text(): Promise<string> } {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const made = [
    ...gauges.map(([name, help, read]) => ({ metric: new Gauge({ name, help, registers }), read })),
    ...counters.map(([name, help, read]) => ({ metric: new Counter({ name, help, registers }), read })),
  ]
  return {
    type: registry.contentType,
    async text() {
      const found = await health()
      for (const { metric, read } of made) {
        metric.reset()
        const value = read(found)
        if (value !== undefined) metric.inc(value)
      }
      return registry.metrics()
    },
  }
}
