import type { QuestionContent } from '../../question.ts'
import { type Fault, fault, tidy, wrongWith } from '../content.ts'

/** What a file says of a question; undefined is what it does not say. A picture or a voice is never in a file. */
export type SaidQuestion = Pick<QuestionContent, 'kind' | 'stem' | 'options' | 'right'> & {
  [Words in 'explanation' | 'source' | 'chapter' | 'validFrom' | 'validUntil']: string | undefined
} & { tags: readonly string[] }

/** One question of a file, read or refused; `line` is where it stands, `cells` what stood there. */
export type ReadRow = { line: number; cells: readonly string[] } & (
  | { said: SaidQuestion }
  | { refused: Fault }
)

/** A question that nothing is known of but what the file says. */
export function contentOf(said: SaidQuestion): QuestionContent {
  const { explanation = '', source = '', chapter = '', ...asked } = said
  return { ...asked, explanation, source, chapter, media: undefined }
}

/** Tidied and looked at: what the bank can take, or why not. */
export function checked(said: SaidQuestion): SaidQuestion | Fault {
  const content = tidy(contentOf(said))
  const { media: _, explanation, source, chapter, ...asked } = content
  const orNothing = (words: string) => (words === '' ? undefined : words)
  return (
    wrongWith(content) ?? {
      ...asked,
      explanation: orNothing(explanation),
      source: orNothing(source),
      chapter: orNothing(chapter),
    }
  )
}

export const isFault = (read: SaidQuestion | Fault): read is Fault => 'why' in read

export const rowOf = (line: number, cells: readonly string[], read: SaidQuestion | Fault): ReadRow =>
  isFault(read) ? { line, cells, refused: read } : { line, cells, said: read }

/** A file that nobody can make sense of at that place. */
export const unreadable = (): Fault => fault('unreadable')
