import type { App } from '../../app.ts'
import { forgetWordsTo } from '../../delivery/words-store.ts'
import type { Actor } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { isOpen } from '../case.ts'
import { casesOf } from '../list-cases.ts'
import { eraseCase, eraseShare } from './erase-case.ts'
import { endedAsParty, endedByMarks, erasePersonal } from './erase-store.ts'
import { marksOf } from './identity.ts'

/** What erasing means for somebody at this moment. */
interface Erasing {
  /** Ended, and to be erased. */
  ended: number
  /** Still open: to be withdrawn first. */
  open: number
  /** Ended by an agreement that binds another too: kept until its time is over. */
  agreed: number
}

async function lookAt(app: App, by: Actor): Promise<Erasing> {
  const marks = marksOf(app, by.personId)
  const ended = [...(await endedByMarks(app.db, marks)), ...(await endedAsParty(app.db, marks))]
  const open = (await casesOf(app.db, app, by.personId)).filter(isOpen)
  const agreed = ended.filter(({ isAgreed }) => isAgreed).length
  return { ended: ended.length - agreed, open: open.length, agreed }
}

/** What would be erased, and what not; changes nothing. */
export const whatErasingMeans = lookAt

/**
 * Erases what somebody may ask to be erased: the words, files and names of what they told and that has ended, their own share in
 * what they are the other side of, what was said to them in confidence, what they had begun to write, the prices they wait for,
 * where they live and what they speak. What is open stays: they may withdraw it first.
 */
export async function eraseMine(app: App, by: Actor): Promise<Erasing> {
  const meaning = await lookAt(app, by)
  const marks = marksOf(app, by.personId)
  await app.db.transaction(async (tx) => {
    for (const one of await endedByMarks(tx, marks))
      if (!one.isAgreed) await eraseCase(tx, app, one, 'reporter')
    for (const share of await endedAsParty(tx, marks)) if (!share.isAgreed) await eraseShare(tx, app, share)
    await erasePersonal(tx, by.personId)
    const person = await personById(tx, by.personId)
    if (person?.chatId !== undefined) await forgetWordsTo(tx, person.chatId)
  })
  return meaning
}
