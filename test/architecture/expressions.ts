import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { schemaFile } from '../../prisma/schemas.mjs'
import { lineOf, nodesOf, type Source } from './source.ts'

/** A rule says what is wrong with one expression, or nothing. */
type ExpressionRule = (path: string, node: ts.Node) => string | undefined

const isNamed = (node: ts.Node, name: string): node is ts.Identifier =>
  ts.isIdentifier(node) && node.text === name

/** `process.env`, `Date.now`: the name of what, and which property of it. */
function isProperty(node: ts.Node, of: string, name: string): boolean {
  return ts.isPropertyAccessExpression(node) && isNamed(node.expression, of) && isNamed(node.name, name)
}

const clock: ExpressionRule = (path, node) => {
  if (path === 'src/lib/clock.ts') return undefined
  const bare = ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length
  const called = ts.isCallExpression(node) && isNamed(node.expression, 'Date')
  const read = isProperty(node, 'Date', 'now') || isProperty(node, 'performance', 'now')
  const library = isProperty(node, 'DateTime', 'now') || isProperty(node, 'DateTime', 'local')
  return bare || called || read || library ? 'the time is asked of app.clock' : undefined
}

const chance: ExpressionRule = (path, node) =>
  isProperty(node, 'Math', 'random') && path !== 'src/lib/random.ts' ? 'chance only by app.random' : undefined

const readsEnvironment = /^src\/(main|cli)\.ts$|^src\/demo\//

const environment: ExpressionRule = (path, node) =>
  isProperty(node, 'process', 'env') && !readsEnvironment.test(path)
    ? 'the environment is read at the start, by config.ts'
    : undefined

/** The tables, as the client names them: `inboxUpdate`. */
const models = new Set(
  [...readFileSync(schemaFile, 'utf8').matchAll(/^model (\w)(\w*)/gm)].map(
    ([, first = '', rest = '']) => first.toLowerCase() + rest,
  ),
)
const queries =
  /^(find(Unique|First|Many)(OrThrow)?|(create|update|delete)(Many)?(AndReturn)?|upsert|count|aggregate|groupBy)$/
const rawQueries = /^\$(query|execute)Raw(Unsafe)?$/

const queriesInStores: ExpressionRule = (path, node) => {
  if (path.endsWith('-store.ts') || path.startsWith('src/lib/')) return undefined
  if (!ts.isPropertyAccessExpression(node)) return undefined
  const table = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : ''
  const asks = models.has(table) && queries.test(node.name.text)
  return asks || rawQueries.test(node.name.text) ? 'queries are for stores' : undefined
}

/** `db.transaction(async (tx) => …)`: the database it is called on, and its body. */
function transactionOf(node: ts.Node): { database: string; body: ts.Node } | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined
  const body = node.arguments[0]
  if (node.expression.name.text !== 'transaction' || !body) return undefined
  return { database: node.expression.expression.getText(), body }
}

/** SQLite has one connection: `app.db` used in a transaction would wait for itself. */
const transactionsKeepToTheirs: ExpressionRule = (_path, node) => {
  const transaction = transactionOf(node)
  if (!transaction) return undefined
  const outside = [...nodesOf(transaction.body)].some(
    (inner) =>
      (ts.isPropertyAccessExpression(inner) || ts.isIdentifier(inner)) &&
      !isNameOfProperty(inner) &&
      (inner.getText() === transaction.database || inner.getText() === 'app.db'),
  )
  return outside ? 'app.db inside a transaction: use its tx' : undefined
}

/** The `db` of `app.db` or of `{ db: … }` is not a variable. */
const isNameOfProperty = (node: ts.Node) =>
  (ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent)) &&
  node.parent.name === node

export const expressionRules = { clock, chance, environment, queriesInStores, transactionsKeepToTheirs }

/** What is wrong within `sources`, a line each: `src/a/b.ts:3 why`. */
export function wrongExpressions(sources: Source[]): string[] {
  return sources.flatMap(({ path, tree }) =>
    [...nodesOf(tree)].flatMap((node) =>
      Object.values(expressionRules).flatMap((rule) => {
        const wrong = rule(path, node)
        return wrong ? [`${path}:${lineOf(node)} ${wrong}`] : []
      }),
    ),
  )
}
