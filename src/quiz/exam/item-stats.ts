import type { PaperItem } from './paper.ts'

/** How one question did in an exam. */
export interface ItemStats {
  questionId: number
  version: number
  /** In so many papers. */
  asked: number
  right: number
  /** The share right, the item's difficulty p. Not answered is not right. */
  share: number
  /** Undefined where there are too few answers to say. */
  discrimination: number | undefined
  /** How often each option was chosen, by its place. */
  chosen: ReadonlyMap<number, number>
  unanswered: number
  flags: readonly ItemFlag[]
}

export const itemFlags = ['too-easy', 'too-hard', 'ambiguous'] as const
export type ItemFlag = (typeof itemFlags)[number]

/** Of fewer papers nothing is said. */
export const leastAsked = 10
/** Nearly everybody knows it: it tells nobody apart. */
export const tooEasyFrom = 0.95
/** Hardly better than guessing among four. */
export const tooHardBelow = 0.3
/**
 * Those who know the rest know it hardly more often than the others. Below .20 is poor by R. L. Ebel and D. A. Frisbie, "Essentials
 * of Educational Measurement", 5th ed. 1991; small groups are given the half of it.
 */
export const ambiguousBelow = 0.1
/**
 * So many papers are needed to say that. Of ten sound items that are answered by people of ordinary spread (a logistic model, simulated),
 * chance alone flagged 17 % at 10 papers, 6 % at 30 and 2 % at 50.
 */
export const leastForAmbiguous = 30

interface Answered {
  item: PaperItem
  /** The share right of the other questions of the same paper. */
  rest: number
}

const isRight = ({ isRight }: PaperItem) => isRight === true

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Pearson's correlation; undefined when one of the two does not vary. */
function correlation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const [meanX, meanY] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))]
  const sum = (of: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + of(x - meanX, y - meanY), 0)
  const spread = Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y))
  return spread < 1e-9 ? undefined : sum((x, y) => x * y) / spread
}

/**
 * How well an item tells those who know the matter from those who do not: the point-biserial correlation of being right on it with
 * the share right of the rest of the paper, the item itself left out (S. Henrysson, "Correction of item-total correlations in item
 * analysis", Psychometrika 28, 1963, 211–218). Shares are taken because each paper is a draw of its own.
 */
function discriminationOf(answers: readonly Answered[]): number | undefined {
  if (answers.length < leastAsked) return undefined
  return correlation(answers.map(({ item, rest }) => [isRight(item) ? 1 : 0, rest] as const))
}

/** As it is shown. */
export const hundredths = (value: number): number => Math.round(value * 100) / 100

function isAmbiguous({ asked, share, discrimination }: Omit<ItemStats, 'flags'>): boolean {
  if (asked < leastForAmbiguous || discrimination === undefined) return false
  return hundredths(discrimination) < ambiguousBelow && hundredths(share) < tooEasyFrom
}

/** What is flagged is what the reader sees: the figures are compared as they are shown. */
function flagsOf(stats: Omit<ItemStats, 'flags'>): ItemFlag[] {
  if (stats.asked < leastAsked) return []
  const share = hundredths(stats.share)
  return [
    ...(share >= tooEasyFrom ? (['too-easy'] as const) : []),
    ...(share < tooHardBelow ? (['too-hard'] as const) : []),
    ...(isAmbiguous(stats) ? (['ambiguous'] as const) : []),
  ]
}

function statsOf(answers: readonly Answered[]): ItemStats {
  const items = answers.map(({ item }) => item)
  const [{ questionId, version } = { questionId: 0, version: 0 }] = items
  const right = items.filter(isRight).length
  const chosen = new Map<number, number>()
  for (const option of items.flatMap((item) => item.chosen ?? []))
    chosen.set(option, (chosen.get(option) ?? 0) + 1)
  const stats = {
    questionId,
    version,
    asked: items.length,
    right,
    share: right / items.length,
    discrimination: discriminationOf(answers),
    chosen,
    unanswered: items.filter((item) => (item.chosen ?? []).length === 0).length,
  }
  return { ...stats, flags: flagsOf(stats) }
}

function answersOf(paper: readonly PaperItem[]): Answered[] {
  const right = paper.filter(isRight).length
  return paper.map((item) => ({
    item,
    rest: paper.length < 2 ? 0 : (right - (isRight(item) ? 1 : 0)) / (paper.length - 1),
  }))
}

/**
 * How each question did in these papers, the weakest first. Hand in each person's first paper alone: who sees a question again is no
 * measure of it. A question that was corrected in between counts as two.
 */
export function itemStats(papers: readonly (readonly PaperItem[])[]): ItemStats[] {
  const groups = new Map<string, Answered[]>()
  for (const answered of papers.flatMap(answersOf)) {
    const { questionId, version } = answered.item
    const key = `${questionId}:${version}`
    const group = groups.get(key)
    if (group) group.push(answered)
    else groups.set(key, [answered])
  }
  return [...groups.values()]
    .map(statsOf)
    .toSorted((a, b) => a.share - b.share || a.questionId - b.questionId)
}
