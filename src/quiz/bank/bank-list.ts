export interface BankCount {
  unitId: number
  inUse: number
  retired: number
}

export interface ChapterCount {
  chapter: string
  count: number
  /** One of its questions: what a button names a chapter by. */
  anchorId: number
}

/** Which questions of a bank are listed. */
export type Listed =
  | { what: 'all' }
  | { what: 'retired' }
  | { what: 'chapter'; chapter: string }
  | { what: 'words'; words: string }
