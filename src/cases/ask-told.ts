import type { Heard, Option, Talk } from '../bot/talk.ts'
import { type Message, publicMessage } from '../delivery/message.ts'
import { countsOf, mostTold, type Told } from './told.ts'

/** What was told, with one thing more; undefined when it is nothing that we can keep. */
export function addHeard(before: Told, heard: Heard): Told | undefined {
  const { texts, files, places } = before
  if (texts.length + files.length + places.length >= mostTold) return undefined
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

/**
 * Takes down words, files and places in any order until a button is pressed, and says how much there is; the photos of one album
 * are one. `keep` hears of all that was told so far each time.
 */
export async function gatherTold<Id extends string>(
  talk: Talk,
  begun: Told,
  question: Message,
  rows: Option<Id>[][],
  keep: (told: Told) => Promise<void> = async () => undefined,
): Promise<{ chose: Id; told: Told }> {
  let told = begun
  const chose = await talk.gather(question, rows, async (heard) => {
    const next = addHeard(told, heard)
    if (!next) return publicMessage(talk.t('report-not-this'))
    const isSameAlbum = next.album !== undefined && next.album === told.album
    told = next
    await keep(told)
    return isSameAlbum ? undefined : publicMessage(talk.t('report-noted', countsOf(told)))
  })
  return { chose, told }
}
