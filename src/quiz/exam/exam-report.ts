import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { unitLabel } from '../../org/org-texts.ts'
import type { Actor } from '../../org/person.ts'
import { pathsTo } from '../../org/unit-paths.ts'
import { questionsAsAsked } from '../evening/asked-store.ts'
import type { Question } from '../question.ts'
import { type Exam, stageOf } from './exam.ts'
import { type ItemStats, itemStats } from './item-stats.ts'
import { examFor } from './manage-exam.ts'
import type { Paper } from './paper.ts'
import { itemsIn, namesAndHomes, papersIn } from './paper-store.ts'

/** What one person made of an exam. */
export interface TakerRow {
  name: string
  unit: string
  attempts: number
  /** The best paper. */
  best: Paper
  total: number
}

export interface ItemRow {
  stats: ItemStats
  /** As it was asked. */
  question: Question
}

export interface ExamReport {
  exam: Exam
  takers: readonly TakerRow[]
  /** Undefined as long as it is open: they hold the right answers. */
  items: readonly ItemRow[] | undefined
}

/** A paper and of how many questions it is. */
export interface Marked {
  paper: Paper
  total: number
}

const shareOf = ({ paper, total }: Marked) => (total === 0 ? 0 : (paper.right ?? 0) / total)

/** What was passed goes before what was not, then the larger share right, then more right, then the earlier attempt. */
export const better = (a: Marked, b: Marked): number =>
  Number(b.paper.isPassed ?? false) - Number(a.paper.isPassed ?? false) ||
  shareOf(b) - shareOf(a) ||
  (b.paper.right ?? 0) - (a.paper.right ?? 0) ||
  a.paper.attempt - b.paper.attempt

/** Who they are, and where they live. */
async function whoTook(db: Tx, ids: readonly number[]): Promise<Map<number, { name: string; unit: string }>> {
  const people = await namesAndHomes(db, ids)
  const paths = await pathsTo(db, [...new Set(people.flatMap(({ unitId }) => unitId ?? []))])
  const unitOf = (unitId: number | undefined) => unitLabel((unitId !== undefined && paths.get(unitId)) || [])
  return new Map(people.map(({ id, name, unitId }) => [id, { name, unit: unitOf(unitId) }]))
}

/** The papers that are handed in, by whose they are, the first attempt first. */
function byPerson(papers: readonly Paper[]): Map<number, Paper[]> {
  const people = new Map<number, Paper[]>()
  for (const paper of papers) {
    if (!paper.handedInAt) continue
    const theirs = people.get(paper.personId)
    if (theirs) theirs.push(paper)
    else people.set(paper.personId, [paper])
  }
  return people
}

/** How an exam went, with names: for its host and the secretaries above. Throws Refusal `exam-unknown` for all others. */
export async function drawUpExam(
  { db, clock }: Pick<App, 'db' | 'clock'>,
  by: Actor,
  examId: number,
): Promise<ExamReport> {
  const exam = await examFor(db, by, examId)
  const people = byPerson(await papersIn(db, exam.id))
  const items = await itemsIn(db, exam.id)
  const who = await whoTook(db, [...people.keys()])
  const takers = [...people].flatMap(([id, papers]): TakerRow[] => {
    const marked = papers.map((paper) => ({ paper, total: items.get(paper.id)?.length ?? 0 }))
    const [best] = marked.toSorted(better)
    if (!best) return []
    const { name = '', unit = '' } = who.get(id) ?? {}
    const { paper, total } = best
    return [{ name: paper.name ?? name, unit, attempts: papers.length, best: paper, total }]
  })
  // A second attempt says little of a question that was seen before.
  const papers = [...people.values()].flatMap(([first]) => {
    const paper = first && items.get(first.id)
    return paper ? [paper] : []
  })
  const isOver = stageOf(exam, clock.now()) === 'over'
  return { exam, takers, items: isOver ? await asAsked(db, itemStats(papers)) : undefined }
}

/** Lists in which no question comes twice: one, as long as none was corrected while the exam was open. */
function layers(stats: readonly ItemStats[]): ItemStats[][] {
  const lists: Map<number, ItemStats>[] = []
  for (const one of stats) {
    const list = lists.find((some) => !some.has(one.questionId))
    if (list) list.set(one.questionId, one)
    else lists.push(new Map([[one.questionId, one]]))
  }
  return lists.map((list) => [...list.values()])
}

async function asAsked(db: Tx, stats: readonly ItemStats[]): Promise<ItemRow[]> {
  const rows: ItemRow[] = []
  for (const layer of layers(stats)) {
    const questions = await questionsAsAsked(db, layer)
    for (const one of layer) {
      const question = questions.get(one.questionId)
      if (question) rows.push({ stats: one, question })
    }
  }
  return rows.toSorted((a, b) => a.stats.share - b.stats.share || a.question.id - b.question.id)
}
