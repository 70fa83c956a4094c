import { z } from 'zod'

/** Which questions: of the chapters and with one of the tags that are named, of all where none is. */
export interface QuestionSet {
  chapters: readonly string[]
  tags: readonly string[]
}

export const everything: QuestionSet = { chapters: [], tags: [] }

const set = z.object({ chapters: z.array(z.string()), tags: z.array(z.string()) })

export const readSet = (json: string): QuestionSet => set.parse(JSON.parse(json))

/** Whether a question of that chapter and with those tags belongs to the set. */
export function isOfSet(
  { chapters, tags }: QuestionSet,
  question: { chapter: string; tags: readonly string[] },
): boolean {
  return (
    (chapters.length === 0 || chapters.includes(question.chapter)) &&
    (tags.length === 0 || question.tags.some((tag) => tags.includes(tag)))
  )
}
