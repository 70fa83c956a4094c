import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import type { Tx } from '../../lib/db.ts'
import { personById } from '../../org/person-store.ts'
import type { Exam } from './exam.ts'
import { tooFewMessage } from './exam-host-texts.ts'
import { mayManage } from './manage-exam.ts'

/** The host hears once that somebody could not begin, as long as they manage it. */
export async function tellTooFew(tx: Tx, app: App, exam: Exam): Promise<void> {
  const host = await personById(tx, exam.hostId)
  if (host?.chatId === undefined || !(await mayManage(tx, { personId: host.id }, exam))) return
  const key = `exam:${exam.id}:too-few`
  const chat = { kind: 'private', chatId: host.chatId } as const
  const what = { key, batch: key, chat, lane: 'personal', quiet: true, whenInDoubt: 'repeat' } as const
  await enqueue(tx, app, what, { do: 'send', message: tooFewMessage(app.texts.in(host.language), exam) })
}
