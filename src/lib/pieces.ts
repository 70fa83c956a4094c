/** `text` in pieces of at most `longest` UTF-16 units, as Telegram counts; no character is cut in two. Nothing is left out. */
export function inPieces(text: string, longest: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of text) {
    if (piece.length + character.length > longest && piece !== '') {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}
