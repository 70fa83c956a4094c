// node --import ./test/support/typescript.mjs FILE.ts: runs our sources as they are, on every Node that we support.
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import ts from 'typescript'

if (isMainThread) register(import.meta.url)

const compilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  inlineSourceMap: true,
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context)
  const text = await readFile(new URL(url), 'utf8')
  const source = ts.transpileModule(text, { compilerOptions, fileName: url }).outputText
  return { format: 'module', source, shortCircuit: true }
}
