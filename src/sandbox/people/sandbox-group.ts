import type { User } from '../telegram.ts'
import { addMembers, foundGroup, migrate, removeMember, rename } from '../world/groups.ts'
import { type AdminRight, administrator, muted, setMember } from '../world/membership.ts'
import { postService } from '../world/post.ts'
import { type GroupRoom, isIn, memberOf } from '../world/room.ts'
import type { World } from '../world/world.ts'
import { type Shown, shownIn } from './shown.ts'
import { typed, write } from './user-actions.ts'

/** A person or a bot. */
export interface Member {
  account: { user: User }
}

export interface NewGroup {
  title: string
  creator: Member
  /** People and bots that are in it from the start. */
  members?: readonly Member[]
  /** 'group' (basic) when left out. */
  kind?: 'group' | 'supergroup'
  /** Makes a supergroup public. */
  username?: string
  isForum?: boolean
}

const userOf = (member: Member): User => member.account.user

/** A group chat in the box; stays the same handle when the group becomes a supergroup. */
export class SandboxGroup {
  readonly #world: World
  readonly #creator: User
  #room: GroupRoom

  constructor(world: World, plan: NewGroup) {
    this.#world = world
    this.#creator = userOf(plan.creator)
    this.#room = foundGroup(world, {
      title: plan.title,
      kind: plan.kind ?? 'group',
      creator: this.#creator,
      members: (plan.members ?? []).map(userOf),
      username: plan.username,
      isForum: plan.isForum,
    })
  }

  get id(): number {
    return this.#room.id
  }
  get title(): string {
    return this.#room.title
  }
  get room(): GroupRoom {
    return this.#room
  }
  get memberCount(): number {
    return [...this.#room.members.values()].filter(isIn).length
  }
  /** What the group shows now, oldest first. */
  messages(): Shown[] {
    return shownIn(this.#room)
  }
  has(member: Member): boolean {
    return isIn(memberOf(this.#room, userOf(member)))
  }
  /** Brings people or a bot in; a bot brought in by a startgroup link is told the payload. */
  add(member: Member | Member[], { by, payload }: { by?: Member; payload?: string } = {}): void {
    const users = [member].flat().map(userOf)
    addMembers(this.#world, this.#room, users, this.#by(by))
    const bot = users[0]?.username
    if (payload !== undefined) write(this.#world, this.#by(by), this.#room, typed(`/start@${bot} ${payload}`))
  }
  /** Removes someone; who removes himself leaves. */
  remove(member: Member, { by }: { by?: Member } = {}): void {
    removeMember(this.#world, this.#room, userOf(member), this.#by(by))
  }
  /** Makes someone an administrator, with all rights but adding others, or just those named. */
  promote(member: Member, { by, rights }: { by?: Member; rights?: AdminRight[] } = {}): void {
    setMember(this.#world, this.#room, administrator(userOf(member), rights), this.#by(by))
  }
  /** Makes an administrator a plain member again. */
  demote(member: Member, { by }: { by?: Member } = {}): void {
    setMember(this.#world, this.#room, { status: 'member', user: userOf(member) }, this.#by(by))
  }
  /** Forbids someone to write; `demote` lifts it. */
  mute(member: Member, { by }: { by?: Member } = {}): void {
    setMember(this.#world, this.#room, muted(userOf(member)), this.#by(by))
  }
  /** Deletes the group for everyone. */
  dissolve(): void {
    this.#room.dissolved = true
    this.#world.changes.tell(this.#room.id)
  }
  rename(title: string, { by }: { by?: Member } = {}): void {
    rename(this.#world, this.#room, title, this.#by(by))
  }
  /** Turns a basic group into a supergroup. Returns the old and the new id. */
  migrate({ by }: { by?: Member } = {}): { from: number; to: number } {
    const from = this.#room.id
    this.#room = migrate(this.#world, this.#room, this.#by(by))
    return { from, to: this.#room.id }
  }
  /** Opens a topic in a forum and returns its message_thread_id. */
  openTopic(name: string, { by }: { by?: Member } = {}): number {
    if (!this.#room.isForum) throw new Error(`${this.title} is no forum`)
    const topic = { name, icon_color: 7_322_096 }
    return postService(this.#world, this.#room, this.#by(by), { forum_topic_created: topic }).message
      .message_id
  }

  #by(user: Member | undefined): User {
    return user ? userOf(user) : this.#creator
  }
}
