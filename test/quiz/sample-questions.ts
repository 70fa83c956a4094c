import type { App } from '../../src/app.ts'
import type { Unit } from '../../src/org/unit.ts'
import type { QuestionContent } from '../../src/quiz/question.ts'

const content: QuestionContent = {
  kind: 'single',
  stem: '青禾镇有几个村？',
  options: ['三个', '四个', '五个', '六个'],
  right: [0],
  explanation: '和平村、团结村、联合村。',
  source: '镇志',
  chapter: '镇情',
  tags: [],
  validFrom: undefined,
  validUntil: undefined,
  media: undefined,
}

/** A question as the bank keeps it. */
export async function putQuestion(
  app: App,
  unit: Unit,
  more: Partial<QuestionContent> & { retiredAt?: Date } = {},
): Promise<number> {
  const { options, right, tags, media, validFrom, validUntil, ...rest } = { ...content, ...more }
  const now = app.clock.now()
  const { id } = await app.db.question.create({
    data: {
      ...rest,
      unitId: unit.id,
      stemKey: rest.stem,
      options: JSON.stringify(rest.kind === 'truth' ? [] : options),
      right: JSON.stringify(right),
      tags: JSON.stringify(tags),
      media: media === undefined ? null : JSON.stringify(media),
      validFrom: validFrom ?? null,
      validUntil: validUntil ?? null,
      createdAt: now,
      changedAt: now,
    },
  })
  return id
}

/** `count` questions, 第1题 and so on; of each the first option is right. */
export async function putQuestions(app: App, unit: Unit, count: number): Promise<number[]> {
  const ids: number[] = []
  for (let n = 1; n <= count; n++) {
    const options = ['甲', '乙', '丙', '丁'].map((sign) => `${sign}${n}`)
    ids.push(await putQuestion(app, unit, { stem: `第${n}题`, options, right: [0] }))
  }
  return ids
}
