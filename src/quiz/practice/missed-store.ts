import type { Tx } from '../../lib/db.ts'

/** What somebody needs to know of an evening to practise what they missed there. */
export interface EveningOf {
  unitId: number
  /** What was asked to its end, in its order. */
  questionIds: number[]
  /** What this person answered rightly. */
  rightIds: Set<number>
  /** They pressed "count me in", or answered something. */
  tookPart: boolean
}

export async function eveningOf(db: Tx, eveningId: number, personId: number): Promise<EveningOf | undefined> {
  const evening = await db.quizEvening.findUnique({
    where: { id: eveningId },
    select: {
      unitId: true,
      questions: {
        where: { state: 'closed' },
        select: { questionId: true, pollId: true },
        orderBy: { place: 'asc' },
      },
      guests: { where: { personId }, select: { personId: true } },
    },
  })
  if (!evening) return undefined
  const answers = await db.quizAnswer.findMany({
    where: { personId, way: 'evening', key: { startsWith: `evening:${eveningId}:` } },
    select: { questionId: true, isRight: true },
  })
  const right = answers.filter(({ isRight }) => isRight)
  const polls = evening.questions.flatMap(({ pollId }) => pollId ?? [])
  return {
    unitId: evening.unitId,
    questionIds: evening.questions.map(({ questionId }) => questionId),
    rightIds: new Set(right.map(({ questionId }) => questionId)),
    tookPart: evening.guests.length > 0 || answers.length > 0 || (await hasVoted(db, personId, polls)),
  }
}

/** Also of who has cleared their answers. */
async function hasVoted(db: Tx, personId: number, pollIds: string[]): Promise<boolean> {
  const person = await db.person.findUnique({ where: { id: personId }, select: { telegramUserId: true } })
  if (!person?.telegramUserId) return false
  const { telegramUserId } = person
  return (await db.pollVote.count({ where: { telegramUserId, pollId: { in: pollIds } } })) > 0
}
