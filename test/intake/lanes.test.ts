import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLanes } from '../../src/intake/lanes.ts'

const never = (fault: unknown) => {
  throw fault
}

interface Job {
  key: string
  steps: number
}

const jobs = fc.array(
  fc.record({ key: fc.constantFrom('zhang', 'li', 'wang', 'group'), steps: fc.nat({ max: 5 }) }),
  { maxLength: 60 },
)

test('each chat in its order, never two of one chat at once, never more than the limit, and nothing forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(jobs, fc.integer({ min: 1, max: 4 }), async (all: Job[], limit) => {
      const done: Job[] = []
      const running: Job[] = []
      const lanes = createLanes<Job>(
        limit,
        async (job) => {
          expect(running.some((other) => other.key === job.key)).toBe(false)
          running.push(job)
          expect(running.length).toBeLessThanOrEqual(limit)
          for (let step = 0; step < job.steps; step++) await Promise.resolve()
          running.splice(running.indexOf(job), 1)
          done.push(job)
        },
        never,
      )
      for (const job of all) lanes.add(job.key, job)
      await lanes.idle()
      expect(lanes.size).toBe(0)
      for (const key of new Set(all.map((job) => job.key)))
        expect(done.filter((job) => job.key === key)).toEqual(all.filter((job) => job.key === key))
    }),
  )
})

test('a chat that is slow does not hold up the others', async () => {
  const done: string[] = []
  let release = () => {}
  const slow = new Promise<void>((resolve) => {
    release = resolve
  })
  const lanes = createLanes<string>(
    2,
    async (item) => {
      if (item === 'slow') await slow
      done.push(item)
    },
    never,
  )
  for (const item of ['slow', 'after slow']) lanes.add('zhang', item)
  for (const item of ['one', 'two']) lanes.add('li', item)
  await lanes.below(3)
  expect(done).toEqual(['one', 'two'])
  release()
  await lanes.idle()
  expect(done).toEqual(['one', 'two', 'slow', 'after slow'])
})

test('one that fails is reported, and the lane goes on', async () => {
  const faults: unknown[] = []
  const done: string[] = []
  const lanes = createLanes<string>(
    1,
    async (item) => {
      if (item === 'bad') throw new Error('bad')
      done.push(item)
    },
    (fault) => faults.push(fault),
  )
  for (const item of ['bad', 'good']) lanes.add('zhang', item)
  await lanes.idle()
  expect(done).toEqual(['good'])
  expect(faults).toHaveLength(1)
})
