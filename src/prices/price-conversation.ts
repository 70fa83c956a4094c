import type { ConversationSpec, Option, Talk } from '../bot/talk.ts'
import { publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import { askUnit, type UnitChoice } from '../org/ask-unit.ts'
import { unitsWith } from '../org/may.ts'
import { askWhen, nextThree } from '../schedules/ask-when.ts'
import { momentInWords, ruleInWords } from '../schedules/schedule-texts.ts'
import { viewPrice } from './look-up-price.ts'
import { setAlert } from './price-alert.ts'
import { createDigest } from './price-digest.ts'
import { readFen } from './price-row.ts'
import { namesLike, seriesById, seriesNamed } from './price-store.ts'
import { goodsName, priceInWords, unknownName } from './price-texts.ts'
import { alertSteps, namesFor, priceOf, yuan } from './quote.ts'

/** At which price does one want to hear of it? Above the present one means: when it rises. */
export const watchPrice: ConversationSpec = {
  name: 'price-alert',
  version: 1,
  async run(talk, args) {
    const { seriesId } = args as { seriesId: number }
    const { t, personId } = talk
    const now = await talk.must(async ({ db, clock, config }) => {
      const series = await seriesById(db, seriesId)
      const view = series && (await viewPrice(db, series, localDate(clock.now(), config.townTimezone)))
      if (!view) throw new Refusal('price-none')
      return {
        fen: priceOf(view.quote),
        name: goodsName(view.series),
        words: priceInWords(t, view.series, view.quote),
      }
    })
    const option = (fen: number): Option => ({
      id: String(fen),
      label: t(fen > now.fen ? 'price-when-above' : 'price-when-below', { price: yuan(fen) }),
    })
    const rows = alertSteps(now.fen).map((fen) => [option(fen)])
    const question = t('price-at-which', { name: escapeHtml(now.name), price: escapeHtml(now.words) })
    const answer = await talk.chooseOrAsk(publicMessage(question), rows, (heard) => {
      const fen = heard.kind === 'text' ? readFen(heard.text) : undefined
      return typeof fen === 'number' ? fen : new Refusal('price-not-a-price')
    })
    const fen = 'said' in answer ? answer.said : Number(answer.chose)
    const above = fen >= now.fen
    await talk.must(async (app) => {
      await setAlert(app, { personId }, { seriesId, above, fen })
      return true
    })
    const key = above ? 'price-watched-above' : 'price-watched-below'
    await talk.say(publicMessage(t(key, { name: escapeHtml(now.name), price: yuan(fen) })))
  },
}

/** From the topmost units whose digests one may plan, downwards. */
const askWhere = (talk: Talk): Promise<UnitChoice> =>
  askUnit(talk, {
    tops: ({ db }) => unitsWith(db, talk.personId, 'manage-digest'),
    question: talk.t('digest-which-unit'),
    whole: ({ name }) => talk.t('digest-whole-unit', { unit: name }),
  })

const mostNames = 12

/** Goods by buttons, one after the other, or several names at once by words. */
async function askNames(talk: Talk): Promise<string[]> {
  const { t } = talk
  const known = await talk.must(({ db }) => namesLike(db, '', 12))
  if (known.length === 0) throw new Refusal('price-none')
  let names: string[] = []
  for (;;) {
    const rest = known.filter((name) => !names.includes(name))
    const goods = rest.map((name) => ({ id: `+${name}`, label: name }))
    const rows = inRows(goods, 3)
    const done: Option[][] = names.length > 0 ? [[{ id: 'done', label: t('digest-names-done') }]] : []
    const question =
      names.length > 0
        ? t('digest-names-so-far', { names: names.join(t('list-comma')) })
        : t('digest-which-names')
    const answer = await talk.chooseOrAsk(publicMessage(escapeHtml(question)), [...rows, ...done], (heard) =>
      heard.kind === 'text'
        ? heard.text.split(/[\s,，、;；]+/).filter(Boolean)
        : new Refusal('talk-press-one'),
    )
    if ('chose' in answer && answer.chose === 'done') return names
    const wanted = 'said' in answer ? answer.said : [answer.chose.slice(1)]
    const found = await talk.must(async ({ db }) => {
      const series = await seriesNamed(db, wanted.flatMap(namesFor))
      return wanted.filter((name) => series.some((one) => namesFor(name).includes(one.name)))
    })
    const missing = wanted.filter((name) => !found.includes(name))
    if (missing.length > 0) await talk.say(publicMessage(unknownName(t, missing.join(t('list-comma')))))
    names = [...new Set([...names, ...found])].slice(0, mostNames)
    if (names.length === mostNames) return names
  }
}

/** Unit, goods, time; the next three times before it is saved. */
export const planDigest: ConversationSpec = {
  name: 'digest',
  version: 3,
  async run(talk) {
    const { t, personId } = talk
    const unit = await askWhere(talk)
    const names = await askNames(talk)
    const when = await askWhen(talk, { allowNow: false })
    if (when.now) throw new Error('a digest is not sent at once')
    const { rule } = when
    const timeZone = await talk.must(async ({ config }) => config.townTimezone)
    const times = (await nextThree(talk, rule)).map((at) => `· ${momentInWords(t, at, timeZone)}`)
    const head = t('digest-confirm', {
      unit: escapeHtml(unit.name),
      names: escapeHtml(names.join(t('list-comma'))),
      rule: ruleInWords(t, rule),
    })
    const chosen = await talk.choose<'save' | 'drop'>(publicMessage([head, ...times].join('\n')), [
      [{ id: 'save', label: t('notice-save') }],
      [{ id: 'drop', label: t('digest-drop') }],
    ])
    if (chosen === 'drop') return talk.say(publicMessage(t('digest-dropped')))
    await talk.must(async (app) => {
      await createDigest(app, { personId }, { unitId: unit.id, names, rule }, talk.key)
      return true
    })
    await talk.say(publicMessage(t('digest-saved')))
  },
}
