import type { Heard, Option, Talk } from '../bot/talk.ts'
import { type Message, publicMessage } from '../delivery/message.ts'
import { countsInWords } from './reporter-texts.ts'
import { isFull, mostTold, type Told } from './told.ts'

/** What was told, with one thing more; undefined when it is nothing that we can keep. */
export function addHeard(before: Told, heard: Heard): Told | undefined {
  const { texts, files, places } = before
  if (isFull(before)) return undefined
  switch (heard.kind) {
    case 'text':
      return heard.text.trim() === '' ? undefined : { texts: [...texts, heard.text], files, places }
    case 'location': {
      const { latitude, longitude } = heard
      return { texts, files, places: [...places, { latitude, longitude }] }
    }
    case 'file': {
      const { kind, fileId, mime, size, album } = heard.file
      const words = heard.caption.trim() === '' ? texts : [...texts, heard.caption]
      const more = { kind, fileId, ...(mime && { mime }), ...(size !== undefined && { size }) }
      return { texts: words, files: [...files, more], places, ...(album && { album }) }
    }
    case 'other':
      return undefined
  }
}

const whyNotTaken = (told: Told): [string, Record<string, number>] =>
  isFull(told) ? ['report-full', { most: mostTold }] : ['report-not-this', {}]

/** How much there is by now, and how it goes on. */
export const notedMessage = ({ t }: Talk, told: Told): Message =>
  publicMessage(t('report-noted', { what: countsInWords(t, told) }))

/**
 * Takes down words, files and places in any order until a button is pressed, and says how much there is; the photos of one album
 * are one. `keep` hears of all that was told so far each time; `noted` says so.
 */
export async function gatherTold<Id extends string>(
  talk: Talk,
  begun: Told,
  question: Message,
  rows: Option<Id>[][],
  keep: (told: Told) => Promise<void> = async () => undefined,
  noted = (all: Told) => notedMessage(talk, all),
): Promise<{ chose: Id; told: Told }> {
  let told = begun
  const chose = await talk.gather(question, rows, async (heard) => {
    const next = addHeard(told, heard)
    if (!next) return publicMessage(talk.t(...whyNotTaken(told)))
    const isSameAlbum = next.album !== undefined && next.album === told.album
    told = next
    await keep(told)
    return isSameAlbum ? undefined : noted(told)
  })
  return { chose, told }
}
