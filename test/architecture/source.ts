import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { projectRoot } from '../../src/lib/root.ts'

/** One file of ours, parsed. `path` is from the project's root: `src/lib/db.ts`. */
export interface Source {
  path: string
  tree: ts.SourceFile
}

export interface Import {
  /** The file of ours that is meant, from the project's root, or undefined for a package. */
  file: string | undefined
  /** As it is written: `../lib/db.ts`, `grammy/types`. */
  specifier: string
  names: string[]
  line: number
}

export function parse(path: string, text: string): Source {
  return { path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
}

/** Every TypeScript file of `src` that was written by hand. */
export function ourSources(): Source[] {
  return readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.startsWith('src/generated/'))
    .toSorted()
    .map((path) => parse(path, readFileSync(join(projectRoot, path), 'utf8')))
}

export const lineOf = (node: ts.Node) =>
  node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1

/** Every node beneath `node`, itself first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => void children.push(child))
  for (const child of children) yield* nodesOf(child)
}

/** The string that names the other module, whichever way `node` imports: `import`, `export … from`, `import()`, a type. */
function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return literal(node.arguments[0])
  return undefined
}

const literal = (node: ts.Node | undefined) => (node && ts.isStringLiteralLike(node) ? node.text : undefined)

function namesOf(node: ts.Node): string[] {
  if (!ts.isImportDeclaration(node)) return ['*']
  const { name, namedBindings } = node.importClause ?? {}
  const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : undefined
  const all = named?.map((element) => (element.propertyName ?? element.name).text) ?? (name ? [] : ['*'])
  return name ? ['default', ...all] : all
}

export function importsOf({ path, tree }: Source): Import[] {
  return [...nodesOf(tree)].flatMap((node) => {
    const specifier = specifierOf(node)
    if (specifier === undefined) return []
    const file = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined
    return [{ file, specifier, names: namesOf(node), line: lineOf(node) }]
  })
}
