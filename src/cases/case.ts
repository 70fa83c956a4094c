import { z } from 'zod'
import { readDataFile } from '../lib/data-file.ts'
import { Refusal } from '../lib/refusal.ts'

/** What a grievance can be about; each has its words `case-kind-<id>` in locales/. */
export const caseKinds = readDataFile('src/cases/case-kinds.json', z.array(z.string()).min(1))

/** How soon it hurts. `danger`: life or death; the emergency numbers are told first. */
const urgencies = ['usual', 'urgent', 'danger'] as const
export type Urgency = (typeof urgencies)[number]

/** Who learns who told it: all who work on it; only who took it in; nobody. */
export const privacies = ['named', 'confidential', 'sealed'] as const
export type Privacy = (typeof privacies)[number]

/** By themselves; by a cadre who listened, took a call, or was handed a paper. */
const waysIn = ['self', 'visit', 'phone', 'paper'] as const
export type WayIn = (typeof waysIn)[number]

/** `redirected`: handed to somebody outside the town's own units, and followed there. */
export const caseStates = [
  'filed',
  'redirected',
  'declined',
  'accepted',
  'assigned',
  'working',
  'waiting',
  'handled',
  'disputed',
  'closed',
  'withdrawn',
] as const
export type CaseState = (typeof caseStates)[number]

/** How it ended. */
export const outcomes = ['solved', 'partly', 'impossible', 'settled', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]

/** What it waits for while its clock stands. */
export const pauseReasons = ['reporter', 'third-party', 'weather'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** Why it is not taken in; the reporter may ask for a second look. */
export const declineReasons = ['in-court', 'decided-before', 'not-a-matter', 'too-little'] as const
export type DeclineReason = (typeof declineReasons)[number]

/**
 * What somebody is to a case at this moment. `filer`: told it for the reporter. `party`: the other side of a dispute. `intake`:
 * takes in where it lies. `leader`: leads there or above. `outsider`: of a unit above the one that handled it, and not one of
 * those who did.
 */
export const relations = [
  'reporter',
  'filer',
  'party',
  'intake',
  'lead',
  'handler',
  'leader',
  'outsider',
] as const
export type Relation = (typeof relations)[number]

interface StepRule {
  from: readonly CaseState[]
  to: CaseState
  by: readonly Relation[]
}

/** Nothing is to be done any more, unless somebody asks for it again. */
export const overStates = ['declined', 'closed', 'withdrawn'] as const satisfies readonly CaseState[]

/** It is being worked on. */
export const underWay: readonly CaseState[] = ['accepted', 'assigned', 'working', 'waiting', 'disputed']

/** Every step that there is, from where, to where, and whose it is. Whatever is not here cannot happen. */
export const stepRules = {
  accept: { from: ['filed', 'redirected'], to: 'accepted', by: ['intake', 'leader'] },
  'pass-on': { from: ['filed', 'redirected', ...underWay], to: 'filed', by: ['intake', 'lead', 'leader'] },
  redirect: { from: ['filed', ...underWay], to: 'redirected', by: ['intake', 'lead', 'leader'] },
  decline: { from: ['filed'], to: 'declined', by: ['intake', 'leader'] },
  'second-look': { from: ['declined'], to: 'filed', by: ['reporter', 'filer'] },
  assign: { from: underWay, to: 'assigned', by: ['intake', 'lead', 'leader'] },
  'hand-over': { from: underWay, to: 'assigned', by: ['handler'] },
  begin: { from: ['assigned', 'disputed'], to: 'working', by: ['handler', 'lead'] },
  pause: { from: ['assigned', 'working'], to: 'waiting', by: ['handler', 'lead'] },
  resume: { from: ['waiting'], to: 'working', by: ['handler', 'lead'] },
  handle: { from: ['assigned', 'working', 'redirected', 'disputed'], to: 'handled', by: ['handler', 'lead'] },
  confirm: { from: ['handled'], to: 'closed', by: ['reporter', 'outsider'] },
  dispute: { from: ['handled'], to: 'disputed', by: ['reporter', 'filer', 'outsider'] },
  withdraw: {
    from: ['filed', 'redirected', 'declined', ...underWay, 'handled'],
    to: 'withdrawn',
    by: ['reporter', 'filer'],
  },
  reopen: { from: ['closed', 'withdrawn'], to: 'accepted', by: ['reporter', 'filer'] },
  appeal: { from: ['declined', 'closed'], to: 'filed', by: ['reporter', 'filer'] },
} as const satisfies Record<string, StepRule>
export type CaseStep = keyof typeof stepRules

export const caseSteps = Object.keys(stepRules) as CaseStep[]

/** A closed case can be opened again for so long. */
export const reopenMs = 10 * 24 * 60 * 60 * 1000

/** What the reporter disputes so often goes one level up. */
export const disputesToClimb = 2

export interface Case {
  id: number
  number: string
  kind: string
  urgency: Urgency
  privacy: Privacy
  wayIn: WayIn
  state: CaseState
  /** Where it happened. */
  unitId: number
  /** Who has it. */
  handlingUnitId: number
  /** What the reporter finds it by; says nothing without the key. */
  reporterMark: string
  /** What those who may not know the reporter call them: 7K2. */
  alias: string
  /** Who told it for somebody else. */
  filedById: number | undefined
  /** Who took it in: alone knows the reporter of a confidential case. */
  intakeId: number | undefined
  leadId: number | undefined
  handlerId: number | undefined
  /** The official it is about, who must not learn of it. */
  aboutId: number | undefined
  /** The same matter, told by another: it goes where that one goes. */
  joinedToId: number | undefined
  outcome: Outcome | undefined
  /** What the reporter said of the end, 1 to 5. */
  score: number | undefined
  disputes: number
  reopened: number
  /** When its running clock is over. */
  dueAt: Date | undefined
  filedAt: Date
  /** The first word that a person sent to the reporter. */
  answeredAt: Date | undefined
  closedAt: Date | undefined
}

export const isOpen = ({ state }: Pick<Case, 'state'>): boolean => !overStates.some((over) => over === state)

/** Whoever has it to do neither says of their own matter how well it was done, nor takes back what they told for another. */
function isBarred(step: CaseStep, as: Relation, are: ReadonlySet<Relation>): boolean {
  const isSelfServing = (step === 'confirm' && as === 'reporter') || (step === 'withdraw' && as === 'filer')
  return isSelfServing && (are.has('lead') || are.has('handler'))
}

/** As what somebody takes a step who is that to a case; undefined when it is not theirs. */
export function takenAs(step: CaseStep, are: ReadonlySet<Relation>): Relation | undefined {
  const { by }: StepRule = stepRules[step]
  return by.find((relation) => are.has(relation) && !isBarred(step, relation, are))
}

/** A step of whoever told it, or told it for another. */
export const isTellers = (step: CaseStep, are: ReadonlySet<Relation>): boolean => {
  const as = takenAs(step, are)
  return as === 'reporter' || as === 'filer'
}

function isAllowed(step: CaseStep, { state }: Pick<Case, 'state'>, are: ReadonlySet<Relation>): boolean {
  const { from }: StepRule = stepRules[step]
  return from.includes(state) && takenAs(step, are) !== undefined
}

/** The steps that somebody who is that to a case may take now, as its card offers them. */
export function stepsFor(one: Pick<Case, 'state'>, are: ReadonlySet<Relation>): CaseStep[] {
  return caseSteps.filter((step) => isAllowed(step, one, are))
}

/** Where a step leads. Throws Refusal `case-not-now` when it is not theirs, or not now. */
export function stateAfter(step: CaseStep, one: Pick<Case, 'state'>, are: ReadonlySet<Relation>): CaseState {
  if (!isAllowed(step, one, are)) throw new Refusal('case-not-now')
  return stepRules[step].to
}
