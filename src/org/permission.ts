/** The roles a person can hold in a unit; each is inherited downwards. */
export const roles = [
  'owner',
  'secretary',
  'officer',
  'mediator',
  'handler',
  'leader',
  'member',
  'villager',
  'host',
] as const
export type Role = (typeof roles)[number]

const lay: readonly Role[] = ['member', 'villager', 'host']

/** The roles that are an office: their holders act for the unit. Who hosts a quiz does not. */
export const offices: readonly Role[] = roles.filter((role) => !lay.includes(role))

export const isOffice = ({ role }: { role: Role }): boolean => offices.includes(role)

/** What somebody may do in a unit. */
export const permissions = [
  'manage-units',
  'invite',
  'manage-roles',
  'bind-group',
  'send-notice',
  'import-prices',
  'manage-digest',
  'intake-cases',
  'lead-cases',
  'work-cases',
  'list-cases',
  'file-for-others',
  'manage-terms',
  'manage-questions',
  'host-quiz',
] as const
export type Permission = (typeof permissions)[number]

const granted: Record<Role, readonly Permission[]> = {
  owner: permissions,
  secretary: permissions.filter((permission) => permission !== 'manage-units'),
  officer: ['bind-group', 'intake-cases', 'work-cases', 'list-cases', 'file-for-others'],
  mediator: ['work-cases', 'file-for-others'],
  handler: ['work-cases', 'file-for-others'],
  leader: ['lead-cases', 'work-cases', 'list-cases', 'file-for-others'],
  member: [],
  villager: [],
  host: ['host-quiz'],
}

/** The roles that carry `permission`. */
export function rolesWith(permission: Permission): Role[] {
  return roles.filter((role) => granted[role].includes(permission))
}

/** What concerns the town as a whole: it is held by whoever holds it in the town itself, and by nobody below. */
export const townPermissions: readonly Permission[] = ['manage-terms']
