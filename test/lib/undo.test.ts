import { expect, test } from 'vitest'
import { Undo } from '../../src/lib/undo.ts'

test('what was opened is closed in reverse, once, and one that fails keeps nothing open', async () => {
  const closed: string[] = []
  const undo = new Undo()
  undo.add(() => closed.push('folder'))
  undo.add(async () => {
    closed.push('database')
    throw new Error('the database would not close')
  })
  undo.add(() => closed.push('port'))
  await expect(undo.all()).rejects.toThrow('would not close')
  await undo.all()
  expect(closed).toEqual(['port', 'database', 'folder'])
})
