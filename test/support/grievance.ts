import type { App } from '../../src/app.ts'
import { type CaseDraft, type Filed, fileCase } from '../../src/cases/telling/file-case.ts'
import type { Actor } from '../../src/org/person.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import type { Shown } from '../../src/sandbox/people/shown.ts'
import type { SettledTown } from './settled-town.ts'

export const actor = async (app: App, who: SandboxUser): Promise<Actor> => {
  const { id } = await app.db.person.findFirstOrThrow({ where: { telegramUserId: BigInt(who.id) } })
  return { personId: id }
}

/** Told without the questions, so that a story can begin with what comes after them. */
export async function told(
  { app, units }: Pick<SettledTown, 'app' | 'units'>,
  who: SandboxUser,
  text: string,
  more: Partial<CaseDraft> = {},
): Promise<Filed> {
  const draft: CaseDraft = {
    words: { text, places: [] },
    files: [],
    kind: 'water',
    urgency: 'usual',
    privacy: 'named',
    unitId: units.hepingOne.id,
    ...more,
  }
  return fileCase(app, await actor(app, who), draft, `told:${text}`)
}

/** The card of a case, as they see it now: it says where the case lies, unlike the news of it that may come in between. */
export async function opens(who: SandboxUser, number: string): Promise<Shown> {
  const asked = who.says(`/case ${number}`)
  return who.hears(new RegExp(`${number}[\\s\\S]*(事在|现在在)`), { after: asked })
}

/** Opens it and presses these buttons one after the other: the first under the card, each other one wherever it appears. */
export async function acts(
  who: SandboxUser,
  number: string,
  first: string | RegExp,
  ...then: (string | RegExp)[]
): Promise<void> {
  const card = await opens(who, number)
  await who.presses(first, { on: card })
  for (const label of then) await who.presses(label)
}

/** What somebody hears who may not see it: as if there were none. */
export async function findsNothing(who: SandboxUser, number: string): Promise<void> {
  const asked = who.says(`/case ${number}`)
  await who.hears('没有找到这件诉求', { after: asked })
}

/** All that a private chat shows, in one text. */
export const readBy = (who: SandboxUser): string =>
  who
    .chat()
    .filter(({ message }) => message.from?.is_bot)
    .map(({ text, buttons }) => [text, ...buttons.flat()].join('\n'))
    .join('\n')
