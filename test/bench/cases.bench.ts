import { bench, describe } from 'vitest'
import { casesForDesk, casesOf, openCasesFor } from '../../src/cases/list-cases.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { testApp } from '../support/app.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { manyCases } from '../support/many-cases.ts'

// The same lists of a town with a hundred cases and of one with ten thousand: how they grow.

async function townWith(count: number) {
  const app = await testApp({ db: await openDatabase(await newDatabaseUrl()) })
  return { app, ...(await manyCases(app, count)) }
}

const [small, large] = [await townWith(100), await townWith(10_000)]

describe('the desk of a handler', () => {
  for (const [of, town] of [
    ['100 cases', small],
    ['10,000 cases', large],
  ] as const)
    bench(`of ${of}`, async () => {
      const { app, handler } = town
      if ((await casesForDesk(app.db, app, handler.id)).length === 0) throw new Error('an empty desk')
    })
})

describe('the desk of the town’s secretary: what is to be taken in, and whom to ask', () => {
  for (const [of, town] of [
    ['100 cases', small],
    ['10,000 cases', large],
  ] as const)
    bench(`of ${of}`, async () => {
      const { app, secretary } = town
      await casesForDesk(app.db, app, secretary.id)
    })
})

describe('every open case of the town', () => {
  for (const [of, town] of [
    ['100 cases', small],
    ['10,000 cases', large],
  ] as const)
    bench(`of ${of}`, async () => {
      const { app, secretary } = town
      if ((await openCasesFor(app.db, app, secretary.id)).length === 0) throw new Error('an empty list')
    })
})

describe('what one villager told', () => {
  for (const [of, town] of [
    ['100 cases', small],
    ['10,000 cases', large],
  ] as const)
    bench(`of ${of}`, async () => {
      const { app, villager } = town
      if ((await casesOf(app.db, app, villager.id)).length === 0) throw new Error('an empty list')
    })
})
