import type { Role } from '../org/permission.ts'

/** A township as there are many: three villages, 13 Party branches, 40 villager groups. All names are made up. */
export interface VillagePlan {
  name: string
  groups: number
  branches: string[]
}

export const town = '青禾镇'

export const villages: VillagePlan[] = [
  {
    name: '和平村',
    groups: 14,
    branches: ['第一党支部', '第二党支部', '第三党支部', '油菜专业党支部', '老党员党支部'],
  },
  { name: '团结村', groups: 13, branches: ['第一党支部', '第二党支部', '牦牛专业党支部', '返乡党支部'] },
  { name: '联合村', groups: 13, branches: ['第一党支部', '第二党支部', '土豆专业党支部', '河谷党支部'] },
]

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 → 一组, 14 → 十四组. */
export function groupName(number: number): string {
  const tens = number < 10 ? '' : '十'
  return `${tens}${digits[number % 10]}组`
}

export interface PersonPlan {
  name: string
  /** The path of the unit under the town: `和平村/一组`. */
  home: string
  roles: { role: Role; unit: string }[]
  /** What the chat page says of them. */
  note: string
  language?: string
}

const villager = (name: string, home: string, note = `村民，${home.replace('/', '')}`): PersonPlan => ({
  name,
  home,
  roles: [],
  note,
})

const withRole = (name: string, home: string, role: Role, unit: string, note: string): PersonPlan => ({
  name,
  home,
  roles: [{ role, unit }],
  note,
})

const partyMember = (name: string, home: string, branch: string): PersonPlan =>
  withRole(name, home, 'member', branch, `党员，${branch.replace('/', '')}`)

/** Who plays a part in the guide. */
export const cast = {
  owner: '周建国',
  townSecretary: '陈秀英',
  villageSecretary: '杨志强',
  villager: '张三娃',
  neighbour: '罗永贵',
  guest: 'Anna Berger',
} as const

/** The first one runs the bot. */
export const people: PersonPlan[] = [
  withRole(cast.owner, '和平村/一组', 'owner', '', '镇里管村讯的人'),
  withRole(cast.townSecretary, '和平村/二组', 'secretary', '', '镇党委书记'),
  withRole(cast.villageSecretary, '和平村/一组', 'secretary', '和平村', '和平村书记'),
  withRole('扎西多吉', '团结村/一组', 'secretary', '团结村', '团结村书记'),
  withRole('李桂兰', '联合村/一组', 'secretary', '联合村', '联合村书记'),
  withRole('王海燕', '和平村/三组', 'leader', '', '分管领导'),
  withRole('刘长河', '和平村/四组', 'mediator', '和平村', '和平村调解员'),
  withRole('卓玛', '团结村/二组', 'mediator', '团结村', '团结村调解员'),
  withRole('赵永福', '联合村/二组', 'mediator', '联合村', '联合村调解员'),
  withRole('孙晓梅', '和平村/五组', 'handler', '', '镇司法所'),
  withRole('何文斌', '和平村/六组', 'officer', '和平村/一组', '和平村一组信息员'),
  withRole('次仁拉姆', '团结村/三组', 'officer', '团结村/一组', '团结村一组信息员'),
  withRole('马德林', '联合村/三组', 'officer', '联合村/一组', '联合村一组信息员'),
  partyMember('张玉珍', '和平村/一组', '和平村/第一党支部'),
  partyMember('吴大勇', '和平村/二组', '和平村/第一党支部'),
  partyMember('郑国庆', '和平村/三组', '和平村/第二党支部'),
  partyMember('冯春花', '和平村/七组', '和平村/油菜专业党支部'),
  partyMember('平措', '团结村/一组', '团结村/第一党支部'),
  partyMember('央金', '团结村/四组', '团结村/牦牛专业党支部'),
  partyMember('蒋学文', '联合村/一组', '联合村/第一党支部'),
  partyMember('唐素芬', '联合村/四组', '联合村/土豆专业党支部'),
  villager(cast.villager, '和平村/一组'),
  villager('徐奶奶', '和平村/一组', '村民，和平村一组，七十六岁'),
  villager('黄小军', '和平村/二组', '村民，和平村二组，在外打工'),
  villager(cast.neighbour, '和平村/八组'),
  villager('格桑', '团结村/一组'),
  villager('洛桑', '团结村/五组', '村民，团结村五组，放牦牛'),
  villager('丹增', '团结村/六组'),
  villager('宋有田', '联合村/一组', '村民，联合村一组，种土豆'),
  villager('梁二妹', '联合村/五组'),
  { ...villager(cast.guest, '联合村/六组', 'a guest of the village; reads English'), language: 'en' },
]

/** Which units have a group chat, and what it is called. */
export const chats: { title: string; unit: string }[] = [
  { title: '青禾镇村干部群', unit: '' },
  ...villages.map(({ name }) => ({ title: `${name}村民群`, unit: name })),
  ...villages.flatMap(({ name, branches }) =>
    branches.map((branch) => ({ title: `${name}${branch}`, unit: `${name}/${branch}` })),
  ),
  ...villages.flatMap(({ name, groups }) =>
    Array.from({ length: groups }, (_, at) => ({
      title: `${name}${groupName(at + 1)}`,
      unit: `${name}/${groupName(at + 1)}`,
    })),
  ),
]
