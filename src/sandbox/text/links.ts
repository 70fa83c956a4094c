const PROTOCOLS = new Set(['http:', 'https:', 'tg:', 'ton:'])

/** The link as Telegram would keep it, or undefined when it is not one. */
export function checkedLink(link: string): string | undefined {
  const withProtocol = /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `http://${link}`
  if (!URL.canParse(withProtocol)) return undefined
  const url = new URL(withProtocol)
  if (!PROTOCOLS.has(url.protocol)) return undefined
  const isWeb = url.protocol.startsWith('http')
  return isWeb && !url.hostname.includes('.') && url.hostname !== 'localhost' ? undefined : url.href
}

/** The id in tg://user?id=…, or undefined for every other link. */
export function mentionedUserId(link: string): number | undefined {
  const id = /^tg:\/\/user\?id=(\d+)$/.exec(link)?.[1]
  return id === undefined ? undefined : Number(id)
}

/** The bot and payload of https://t.me/BOT?start=PAYLOAD (or startgroup), or undefined. */
export function deepLink(
  link: string,
): { username: string; kind: 'start' | 'startgroup'; payload: string } | undefined {
  const parts = /^https:\/\/t\.me\/(\w{5,32})(?:\?(start|startgroup)=([A-Za-z0-9_-]*))?$/.exec(link)
  if (!parts?.[1]) return undefined
  return {
    username: parts[1],
    kind: parts[2] === 'startgroup' ? 'startgroup' : 'start',
    payload: parts[3] ?? '',
  }
}
