import type { Poll, User } from '../telegram.ts'
import { acquaint, handOver } from './hand-over.ts'
import { roomId } from './room.ts'
import type { PollState, World } from './world.ts'

/** Takes a person's vote, or takes it back when `chosen` is empty; the poll's bot is told. Throws for a vote nobody could cast. */
export function castVote(world: World, state: PollState, user: User, chosen: number[]): void {
  const { poll } = state
  const before = state.votes.get(user.id)
  checkVote(poll, before, chosen)
  if (chosen.length === 0) state.votes.delete(user.id)
  else state.votes.set(user.id, chosen)
  count(state)
  tellBot(world, state, user, chosen)
  world.changes.tell(roomId(state.room))
}

function checkVote(poll: Poll, before: number[] | undefined, chosen: number[]): void {
  if (poll.is_closed) throw new Error('The poll is closed')
  if (before && !poll.allows_revoting) throw new Error('The vote cannot be changed in this poll')
  if (chosen.length > 1 && !poll.allows_multiple_answers) throw new Error('The poll takes one answer only')
  const unknown = chosen.find((option) => !poll.options[option])
  if (unknown !== undefined) throw new Error(`The poll has no option ${unknown}`)
}

function count(state: PollState): void {
  const { poll, votes } = state
  const counts = poll.options.map(() => 0)
  for (const chosen of votes.values()) for (const option of chosen) counts[option] = (counts[option] ?? 0) + 1
  poll.options = poll.options.map((option, index) => ({ ...option, voter_count: counts[index] ?? 0 }))
  poll.total_voter_count = votes.size
}

function tellBot(world: World, state: PollState, user: User, chosen: number[]): void {
  const { bot, poll } = state
  if (!bot) return
  if (!poll.is_anonymous) {
    acquaint(bot, user)
    handOver(world, bot, 'poll_answer', {
      poll_id: poll.id,
      user,
      option_ids: chosen,
      option_persistent_ids: chosen.map((option) => poll.options[option]?.persistent_id ?? ''),
    })
  }
  handOver(world, bot, 'poll', structuredClone(poll))
}

/** Closes a poll; its bot is told. */
export function closePoll(world: World, state: PollState): void {
  state.poll.is_closed = true
  if (state.bot) handOver(world, state.bot, 'poll', structuredClone(state.poll))
  world.changes.tell(roomId(state.room))
}

/** Closes the polls whose time has come, by the wall clock. */
export function closeDuePolls(world: World): void {
  const now = world.unixTime()
  for (const state of world.polls.values()) {
    const { close_date, is_closed } = state.poll
    if (!is_closed && close_date !== undefined && close_date <= now) closePoll(world, state)
  }
}

/** True while a poll is open that closes by itself. */
export function hasTimedPoll(world: World): boolean {
  return [...world.polls.values()].some(({ poll }) => !poll.is_closed && poll.close_date !== undefined)
}
