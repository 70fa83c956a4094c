/**
 * What a button carries: `name:1:2`. Defined once beside the feature that hears it; the texts write it, the handler
 * reads it. It says what was pressed and never who may press it: that is asked of the database when it is pressed.
 */
export interface Action<Fields extends readonly string[]> {
  readonly name: string
  /** Matches the data of this action, for `callbackQuery`. */
  readonly pattern: RegExp
  /** The data for a button. Throws when it would be longer than the 64 bytes that Telegram takes. */
  data(values: { [Field in Fields[number]]: string | number }): string
  /** The values of pressed data, or undefined when it is not of this action. */
  read(data: string): { [Field in Fields[number]]: string } | undefined
}

const longestData = 64

/** `name` is unique in the bot, of letters and `-`; values hold no `:`. */
export function action<const Fields extends readonly string[]>(
  name: string,
  ...fields: Fields
): Action<Fields> {
  type Values = { [Field in Fields[number]]: string }
  const pattern = new RegExp(`^${name}${':([^:]*)'.repeat(fields.length)}$`)
  return {
    name,
    pattern,
    data(values) {
      const parts = fields.map((field: Fields[number]) => String(values[field]))
      const data = [name, ...parts].join(':')
      if (parts.some((part) => part.includes(':'))) throw new Error(`callback data with a colon: ${name}`)
      if (Buffer.byteLength(data) > longestData) throw new Error(`callback data too long: ${name}`)
      return data
    },
    read(data) {
      const match = pattern.exec(data)
      if (!match) return undefined
      return Object.fromEntries(fields.map((field, at) => [field, match[at + 1] ?? ''])) as Values
    },
  }
}

/** A whole number out of callback data, or undefined when it is none. */
export function idOf(value: string): number | undefined {
  return /^[1-9]\d{0,15}$/.test(value) ? Number(value) : undefined
}

/** Runs a command of the menu; `menu` itself shows it. */
export const menuButton = action('menu', 'command')

/** Opens the private chat with the bot, as `/start <payload>`. */
export const startLink = (me: { username: string }, payload: string): string =>
  `https://t.me/${me.username}?start=${payload}`
