import type { App } from '../../app.ts'
import { promiseMadeFile } from '../../delivery/promise-made-file.ts'
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
 * Draws the certificate of one's own paper and promises it, into the private chat; `quiet` where nobody waits for it. `key` makes a
 * repetition find the first one. Throws Refusal `exam-no-certificate` for a paper that was not passed.
 */
export async function sendCertificate(
  app: App,
  by: Actor,
  paperId: number,
  { key, quiet }: { key: string; quiet: boolean },
): Promise<void> {
  const { paper } = await paperFor(app.db, by, paperId)
  const certified = await certifiedBy(app.db, app, paper)
  if (!certified) throw new Refusal('exam-no-certificate')
  const person = await personById(app.db, by.personId)
  if (person?.chatId === undefined) return noteCertified(app.db, paperId, app.clock.now())
  const t = app.texts.in(person.language)
  const bytes = await renderPicture(drawCertificate(t, certified))
  const file = { kind: 'photo', name: `${certified.number}.png`, mime: 'image/png', bytes } as const
  const certifiedAt = app.clock.now()
  await promiseMadeFile(
    app,
    { chatId: person.chatId, of: `exam-certificate:${key}`, file, quiet },
    (media) => ({ ...certificateCaption(t, certified), media }),
    (tx) => noteCertified(tx, paperId, certifiedAt),
  )
}
