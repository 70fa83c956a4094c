import { type Button, type Public, publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { inRows } from '../lib/rows.ts'
import type { Invite } from './invite.ts'
import type { Role } from './permission.ts'
import type { Unit } from './unit.ts'

/** 青禾镇 · 和平村 · 一组, or without the town when there is more. */
export function unitLabel(path: readonly Unit[]): string {
  const shown = path.length > 1 ? path.slice(1) : path
  return shown.map(({ name }) => name).join(' · ')
}

export const roleName = (t: T, role: Role): string => t(`role-${role}`)

/** A button for each unit; short names stand side by side. */
export function unitButtons(units: readonly Unit[], dataOf: (unit: Unit) => string): Button[][] {
  const longest = Math.max(0, ...units.map(({ name }) => name.length))
  const buttons = units.map((unit) => ({ text: unit.name, data: dataOf(unit) }))
  return inRows(buttons, longest <= 4 ? 3 : longest <= 8 ? 2 : 1)
}

/** The first thing anybody sees: in every language that we have. */
export function languageQuestion(
  languages: { code: string; name: string; question: string }[],
  dataOf: (code: string) => string,
): Public {
  const buttons = languages.map(({ code, name }) => [{ text: name, data: dataOf(code) }])
  return publicMessage(languages.map(({ question }) => question).join('\n'), { buttons })
}

export function homeQuestion(t: T, under: Unit, buttons: Button[][]): Public {
  const key = under.kind === 'town' ? 'home-which-village' : 'home-which-group'
  return publicMessage(t(key, { unit: escapeHtml(under.name) }), { buttons })
}

export function settled(t: T, home: readonly Unit[], menu: Button): Public {
  const html = t('home-settled', { unit: escapeHtml(unitLabel(home)) })
  return publicMessage(html, { buttons: [[menu]] })
}

export interface Standing {
  name: string
  home: string | undefined
  roles: { role: Role; unit: string }[]
}

/** Who I am here: name, home, roles. */
export function aboutMe(t: T, { name, home, roles }: Standing, buttons: Button[][]): Public {
  const lines = [
    t('me-name', { name: escapeHtml(name) }),
    home === undefined ? t('me-no-home') : t('me-home', { unit: escapeHtml(home) }),
    ...roles.map(({ role, unit }) => t('me-role', { role: roleName(t, role), unit: escapeHtml(unit) })),
  ]
  return publicMessage(lines.join('\n'), { buttons })
}

export function inviteOffer(t: T, role: Role, unit: string, accept: Button): Public {
  const html = t('invite-offer', { role: roleName(t, role), unit: escapeHtml(unit) })
  return publicMessage(html, { buttons: [[accept]] })
}

/** Ready to be passed on: the link stands alone, so that it can be copied by one touch. */
export function inviteReady(
  t: T,
  { role, maxUses }: Invite,
  unit: string,
  link: string,
  date: string,
): Public {
  const about = t('invite-ready', { role: roleName(t, role), unit: escapeHtml(unit), uses: maxUses, date })
  return publicMessage(`${about}\n\n<code>${escapeHtml(link)}</code>`)
}

export function inviteLine(t: T, { role, used, maxUses }: Invite, unit: string): string {
  return t('invite-line', { role: roleName(t, role), unit, used, uses: maxUses })
}
