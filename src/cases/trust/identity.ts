import { z } from 'zod'
import type { App } from '../../app.ts'
import { KeyMissing } from '../../lib/key-ring.ts'
import type { Privacy } from '../case.ts'

/** Who told it: somebody who writes to us, or somebody for whom a cadre did. */
export interface Identity {
  /** Absent for one who has no chat with us. */
  personId?: number | undefined
  /** How they are called, and reached, when a cadre told it for them. */
  name?: string | undefined
  contact?: string | undefined
}

const identity = z.object({
  personId: z.int().optional(),
  name: z.string().optional(),
  contact: z.string().optional(),
})

/** Whose it is: of who told a case, or of its other party. */
export interface IdentityOf {
  caseId: number
  partyId?: number | undefined
}

/** It is sealed for that one place: copied to another case, or to the other side of the same, it does not open. */
const placeOf = ({ caseId, partyId }: IdentityOf): string =>
  partyId === undefined ? `reporter of case ${caseId}` : `party ${partyId} of case ${caseId}`

export const sealIdentity = ({ identities }: App, who: Identity, of: IdentityOf): string =>
  identities.seal(JSON.stringify(who), placeOf(of))

/** Throws KeyMissing when it was sealed with a key that is not here; an Error when it was changed, or is not of that place. */
export function openIdentity({ identities }: App, sealed: string, of: IdentityOf): Identity {
  try {
    return identity.parse(JSON.parse(identities.open(sealed, placeOf(of))))
  } catch (cause) {
    if (cause instanceof KeyMissing) throw cause
    throw new Error(`the identity of the ${placeOf(of)} was changed, or is that of another`, { cause })
  }
}

/** A sealed case is not to be found by the mark of a named one. */
const marked = (personId: number, isSealed: boolean) => `${isSealed ? 'sealed' : 'reporter'}:${personId}`

/** What a new case of somebody is found by. */
export const markOf = ({ identities }: App, personId: number, privacy: Privacy): string =>
  identities.mark(marked(personId, privacy === 'sealed'))

/** What a case is found by for its other party. */
export const partyMarkOf = ({ identities }: App, personId: number): string =>
  identities.mark(`party:${personId}`)

/** All that somebody's cases may be found by: what they told, and what they are a party to. */
export const marksOf = ({ identities }: App, personId: number): string[] => [
  ...[true, false].flatMap((isSealed) => identities.marks(marked(personId, isSealed))),
  ...identities.marks(`party:${personId}`),
]
