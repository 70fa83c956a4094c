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
] as const
export type Role = (typeof roles)[number]

/** What somebody may do in a unit. */
export const permissions = [
  'manage-units',
  'invite',
  'manage-roles',
  'bind-group',
  'send-notice',
  'import-prices',
  'manage-digest',
] as const
export type Permission = (typeof permissions)[number]

const granted: Record<Role, readonly Permission[]> = {
  owner: permissions,
  secretary: permissions.filter((permission) => permission !== 'manage-units'),
  officer: ['bind-group'],
  mediator: [],
  handler: [],
  leader: [],
  member: [],
  villager: [],
}

/** The roles that carry `permission`. */
export function rolesWith(permission: Permission): Role[] {
  return roles.filter((role) => granted[role].includes(permission))
}
