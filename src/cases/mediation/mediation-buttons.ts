import { action } from '../../bot/callback-data.ts'

/** How far the mediation of a case is, and what may be done about it. */
export const mediationView = action('mediation', 'case')
export const mediatorName = action('mediator-name', 'case')
/** "I am neither kin nor boss of either side." */
export const mediatorDeclare = action('mediator-declare', 'case')
/** "Not me, please choose another." */
export const mediatorDecline = action('mediator-decline', 'case')

export const partyInvite = action('party-invite', 'case')
export const partyByName = action('party-by-name', 'case')
/** The wrong one came by the link. */
export const partyLetGo = action('party-let-go', 'case', 'party')
export const partyJoin = action('party-join', 'token')
export const partyRefuse = action('party-refuse', 'token')
/** What the other side and the mediator said to each other, by page. */
export const partyThread = action('party-thread', 'case', 'page')
export const partyFiles = action('party-files', 'case', 'page')

export const meetingArrange = action('meeting-arrange', 'case')
export const meetingMove = action('meeting-move', 'case', 'meeting')
export const meetingCancel = action('meeting-cancel', 'case', 'meeting')

export const agreementWrite = action('agreement-write', 'case')
/** `version` says which text was read. */
export const agreementYes = action('agreement-yes', 'case', 'version')
export const agreementNotYet = action('agreement-not-yet', 'case', 'version')
export const agreementOnPaper = action('agreement-paper', 'case')

export const promiseKept = action('promise-kept', 'case', 'days')
export const promiseBroken = action('promise-broken', 'case', 'days')
