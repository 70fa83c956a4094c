import type { App } from '../../app.ts'
import type { Actor } from '../../org/person.ts'
import { unitById } from '../../org/unit-store.ts'
import type { Case } from '../case.ts'
import { deadlineOf } from '../next-date.ts'
import { acceptedMessage } from '../reporter-texts.ts'
import { caseFor } from '../see-case.ts'
import { noteWord, takeStep } from '../take-step.ts'
import { tellReporter } from '../tell-case.ts'

/** It is taken in: the reporter hears who has it and by when, and who took it in answers for that. */
export async function acceptCase(app: App, by: Actor, caseId: number): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const seen = await caseFor(tx, app, by, caseId)
    const { one, seq } = await takeStep(tx, app, by, seen, {
      step: 'accept',
      change: { intakeId: by.personId },
    })
    const unit = await unitById(tx, one.handlingUnitId)
    const deadline = await deadlineOf(tx, app, one)
    await tellReporter(tx, app, one, seq, acceptedMessage({ unit: unit?.name ?? '', deadline }))
    return noteWord(tx, app, one)
  })
}
