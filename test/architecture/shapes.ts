import ts from 'typescript'
import { importsOf, lineOf, type Source } from './source.ts'

/** A barrel hands out another module's things: what is imported then no longer says where it comes from. */
export function barrels(sources: Source[]): string[] {
  return sources.filter(isBarrel).map(({ path }) => `${path} is a barrel`)
}

/** A module may pass on a name that belongs to it (lib/db.ts and its error tests); one that does nothing else is a barrel. */
function isBarrel({ path, tree }: Source): boolean {
  const passesOn = tree.statements.filter((one) => ts.isExportDeclaration(one) && one.moduleSpecifier)
  const star = passesOn.some((one) => ts.isExportDeclaration(one) && !one.exportClause)
  return (
    star || /\/index\.ts$/.test(path) || (passesOn.length > 0 && passesOn.length === tree.statements.length)
  )
}

/** Circles of imports, each told once, from the file whose path comes first. */
export function cycles(sources: Source[]): string[] {
  const next = new Map(
    sources.map((source) => [source.path, importsOf(source).flatMap(({ file }) => file ?? [])] as const),
  )
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) return void found.push([...trail.slice(start), path].join(' → '))
    if (done.has(path)) return
    for (const file of next.get(path) ?? []) walk(file, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return found
}

/** Texts are put together in one go: nothing in them waits. */
export function waitingTexts(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path.endsWith('-texts.ts'))
    .flatMap(({ path, tree }) => {
      const waits = (node: ts.Node): ts.Node[] =>
        ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword
          ? [node]
          : node.getChildren().flatMap(waits)
      return waits(tree).map((node) => `${path}:${lineOf(node)} texts do not wait`)
    })
}
