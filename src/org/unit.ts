/** town 镇 → village 村 → villager group 村民小组; Party branches 党支部 hang under a village. */
export const unitKinds = ['town', 'village', 'group', 'branch'] as const
export type UnitKind = (typeof unitKinds)[number]

export interface Unit {
  id: number
  kind: UnitKind
  name: string
  parentId: number | undefined
  /** The ids from the town down to this unit, `/1/3/17/`: a subtree is a prefix. */
  path: string
}

/** What may hang under a unit of that kind. */
export const childKinds: Record<UnitKind, readonly UnitKind[]> = {
  town: ['village', 'branch'],
  village: ['group', 'branch'],
  group: [],
  branch: [],
}

/** Whether `unit` is `above`, or lies under it. */
export function isWithin(unit: Pick<Unit, 'path'>, above: Pick<Unit, 'path'>): boolean {
  return unit.path.startsWith(above.path)
}

/** The ids from the town down to the unit itself. */
export function idsOnPath(path: string): number[] {
  return path.split('/').filter(Boolean).map(Number)
}
