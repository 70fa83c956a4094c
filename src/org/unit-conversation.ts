import type { ConversationSpec } from '../bot/talk.ts'
import { publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { Refusal } from '../lib/refusal.ts'
import { createUnit, renameUnit } from './create-unit.ts'
import type { UnitKind } from './unit.ts'

/** A unit gets a name: a new one under `unitId`, or that one itself. */
export type UnitTask = { do: 'add'; unitId: number; kind: UnitKind } | { do: 'rename'; unitId: number }

export const unitTaskName = 'name-unit'

/** Asks for the name until one can be taken. */
export const nameUnit: ConversationSpec = {
  name: unitTaskName,
  version: 1,
  async run(talk, args) {
    const task = args as UnitTask
    const { t, personId } = talk
    const question = t(task.do === 'add' ? 'units-new-name' : 'units-other-name')
    for (;;) {
      const name = await talk.ask(publicMessage(question), (heard) =>
        heard.kind === 'text' ? heard.text : new Refusal('units-name-in-words'),
      )
      const done = await talk.perform(async (app) => {
        const by = { personId }
        const unit =
          task.do === 'add'
            ? await createUnit(app, by, { kind: task.kind, name, parentId: task.unitId })
            : await renameUnit(app, by, task.unitId, name)
        return unit.name
      })
      if (done.ok) return talk.say(publicMessage(t('units-named', { name: escapeHtml(done.value) })))
      await talk.say(publicMessage(escapeHtml(t(done.refusal.code, done.refusal.args))))
      if (!done.refusal.code.startsWith('unit-name')) return
    }
  },
}
