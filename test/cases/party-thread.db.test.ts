import { describe, expect, test } from 'vitest'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { otherSide } from '../../src/cases/mediation/sides.ts'
import { mayAnswerParty, sayOfCase } from '../../src/cases/say-of-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { by, type Dispute, mediated, messagesTo, twice, withBothSides } from './dispute.ts'

const said = (text: string) => ({ words: { text, places: [] }, files: [] })
const voice = { words: { text: '', places: [] }, files: [{ kind: 'voice', fileId: 'voice-1' } as const] }

/** The files that somebody was promised, by Telegram's id. */
async function filesTo(dispute: Dispute, who: { chatId: number }): Promise<string[]> {
  const messages = await messagesTo(dispute, who)
  return messages.flatMap(({ media }) => (media && 'fileId' in media ? [media.fileId] : []))
}

describe('the other side', () => {
  test('tells the mediator, by words, voice and place, and nobody else', async () => {
    const dispute = await withBothSides()
    const { app, li, sun, zhang, wang, caseId } = dispute
    const place = { latitude: 36.5, longitude: 101.7 }
    const words = { text: '墙是我爷爷砌的', places: [place] }
    await sayOfCase(app, by(li), caseId, 'told', { words, files: voice.files }, 'u:1')
    const heard = (await promisedTo(app, sun.chatId)).join('\n')
    expect(heard).toMatch(/另一边的李四说：\n墙是我爷爷砌的\n位置：36.5, 101.7/)
    expect(await filesTo(dispute, sun)).toEqual(['voice-1'])
    for (const who of [zhang, wang]) {
      expect((await promisedTo(app, who.chatId)).join()).not.toContain('爷爷')
      expect(await filesTo(dispute, who)).toEqual([])
    }
    expect(await app.db.caseFile.count({ where: { fileId: 'voice-1', state: 'waiting' } })).toBe(1)
  })

  test('hears what the mediator answers them, and the reporter hears what is answered to them', async () => {
    const dispute = await withBothSides()
    const { app, li, sun, zhang, caseId } = dispute
    await sayOfCase(app, by(sun), caseId, 'answer-party', { ...voice, ...said('您先别砌了') }, 'u:1')
    await sayOfCase(app, by(sun), caseId, 'answer-party', voice, 'u:2')
    await sayOfCase(app, by(sun), caseId, 'answer', said('我去看过了'), 'u:3')
    const [toLi, toZhang] = [await promisedTo(app, li.chatId), await promisedTo(app, zhang.chatId)]
    expect(toLi.join()).toContain('调解员给您的话：\n您先别砌了')
    expect(toLi.join()).not.toContain('我去看过了')
    expect(toZhang.join()).toContain('我去看过了')
    expect(toZhang.join()).not.toContain('别砌')
    expect(await filesTo(dispute, li)).toEqual(['voice-1'])
  })

  test('has a thread of its own', async () => {
    const dispute = await withBothSides()
    const { app, li, sun, zhang, caseId } = dispute
    await sayOfCase(app, by(li), caseId, 'told', said('他骂人'), 'u:1')
    await sayOfCase(app, by(sun), caseId, 'answer-party', said('知道了'), 'u:2')
    await sayOfCase(app, by(zhang), caseId, 'told', said('他打狗'), 'u:3')
    const { partyId } = (await otherSide(app.db, app, caseId)) ?? {}
    const textsOf = async (thread: { partyId: number | null }) =>
      (await entriesOf(app.db, app, caseId, thread)).map(({ words }) => words.text)
    expect(await textsOf({ partyId: partyId ?? 0 })).toEqual(['他骂人', '知道了'])
    expect(await textsOf({ partyId: null })).toEqual(['李四家的墙占了我家的地。', '他打狗'])
  })

  test('said twice by the same update is said once', async () => {
    const dispute = await withBothSides()
    const { app, li, sun, caseId } = dispute
    const before = (await promisedTo(app, sun.chatId)).length
    await twice(() => sayOfCase(app, by(li), caseId, 'told', said('一句'), 'u:1'))
    expect(await promisedTo(app, sun.chatId)).toHaveLength(before + 1)
  })
})

describe('the other side is answered', () => {
  test('by who has the case or leads it, and by nobody else', async () => {
    const dispute = await withBothSides()
    const { app, sun, yang, wang, zheng, qian, zhang, li, caseId } = dispute
    const answer = (who: typeof sun, key: string) =>
      sayOfCase(app, by(who), caseId, 'answer-party', said('一句'), key)
    for (const [at, who] of [wang, zhang, li].entries())
      await expect(answer(who, `n:${at}`)).rejects.toMatchObject({ code: 'case-not-now' })
    for (const [at, who] of [zheng, qian].entries())
      await expect(answer(who, `o:${at}`)).rejects.toMatchObject({ code: 'case-unknown' })
    await answer(sun, 'u:1')
    await answer(yang, 'u:2')
    expect(await mayAnswerParty(app, by(sun), caseId)).toBe(true)
    expect(await mayAnswerParty(app, by(wang), caseId)).toBe(false)
  })

  test('once they are there', async () => {
    const dispute = await mediated()
    const { app, sun, caseId } = dispute
    await expect(sayOfCase(app, by(sun), caseId, 'answer-party', said('一句'), 'u:1')).rejects.toMatchObject({
      code: 'mediation-no-party',
    })
    expect(await mayAnswerParty(app, by(sun), caseId)).toBe(false)
  })

  test('and may not answer or note themselves', async () => {
    const dispute = await withBothSides()
    const { app, li, caseId } = dispute
    for (const kind of ['answer', 'note'] as const)
      await expect(sayOfCase(app, by(li), caseId, kind, said('一句'), kind)).rejects.toMatchObject({
        code: 'case-not-now',
      })
  })
})
