import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate } from '../../lib/local-time.ts'
import { Refusal } from '../../lib/refusal.ts'
import { hasDigits, readCertificateNumber } from './certificate-number.ts'
import { examById } from './exam-store.ts'
import type { Paper } from './paper.ts'
import { itemsOf, paperByCertificate } from './paper-store.ts'
import type { Certified } from './result-texts.ts'

/** What the certificate of a paper says; undefined when it has none. */
export async function certifiedBy(db: Tx, app: App, paper: Paper): Promise<Certified | undefined> {
  const { certificate: number, right, handedInAt, name, examId, id } = paper
  const exam = await examById(db, examId)
  if (number === undefined || right === undefined || name === undefined) return undefined
  if (!handedInAt || !exam) return undefined
  const day = localDate(handedInAt, app.config.townTimezone)
  const total = (await itemsOf(db, id)).length
  return { number, name, title: exam.title, day, right, total }
}

/**
 * What a certificate of that number says, for whoever was shown it. Throws Refusal `exam-no-certificate` when there is none, and
 * `exam-verify-how` when no number is written.
 */
export async function verifyCertificate(app: App, text: string): Promise<Certified> {
  if (!hasDigits(text)) throw new Refusal('exam-verify-how')
  const number = readCertificateNumber(text)
  const paper = number === undefined ? undefined : await paperByCertificate(app.db, number)
  const certified = paper && (await certifiedBy(app.db, app, paper))
  if (!certified) throw new Refusal('exam-no-certificate')
  return certified
}
