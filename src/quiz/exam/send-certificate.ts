import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { keepMadeFile, madeFileLifeMs, madeKey } from '../../delivery/made-file.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { renderPicture } from '../../pictures/render-picture.ts'
import { drawCertificate } from './draw-certificate.ts'
import { noteCertified } from './paper-store.ts'
import { certificateCaption } from './result-texts.ts'
import { paperFor } from './show-paper.ts'
import { certifiedBy } from './verify-certificate.ts'

/**
 * Draws the certificate of one's own paper and promises it, into the private chat. `key` makes a repetition find the first one.
 * Throws Refusal `exam-no-certificate` for a paper that was not passed.
 */
export async function sendCertificate(app: App, by: Actor, paperId: number, key: string): Promise<void> {
  const { paper } = await paperFor(app.db, by, paperId)
  const certified = await certifiedBy(app.db, app, paper)
  if (!certified) throw new Refusal('exam-no-certificate')
  const person = await personById(app.db, by.personId)
  if (person?.chatId === undefined) return noteCertified(app.db, paperId, app.clock.now())
  const t = app.texts.in(person.language)
  const contentKey = madeKey(`exam-certificate:${key}`)
  const bytes = await renderPicture(drawCertificate(t, certified))
  const name = `${certified.number}.png`
  const media = await keepMadeFile(app, contentKey, { kind: 'photo', name, mime: 'image/png', bytes })
  const what = {
    key: contentKey,
    batch: contentKey,
    chat: { kind: 'private', chatId: person.chatId },
    lane: 'answer',
    expiresAt: new Date(app.clock.now().getTime() + madeFileLifeMs),
    whenInDoubt: 'repeat',
  } as const
  const message = { ...certificateCaption(t, certified), media }
  await app.db.transaction(async (tx) => {
    await enqueue(tx, app, what, { do: 'send', message })
    await noteCertified(tx, paperId, app.clock.now())
  })
}
