/** Someone who wrote to us. `chatId` is our id of their private chat, absent until they start one. */
export interface Person {
  id: number
  telegramUserId: number | undefined
  chatId: number | undefined
  name: string
  /** What they chose; undefined before that. */
  language: string | undefined
  /** Home: the villager group or village they said they live in. */
  unitId: number | undefined
}

/** Who acts, for the verbs: what they may do is asked of the database at that moment. */
export interface Actor {
  personId: number
}
