import type { User } from 'grammy/types'
import { features } from '../../src/bot/bot.ts'
import type { CaseDraft, Filed } from '../../src/cases/telling/file-case.ts'
import { fileCase } from '../../src/cases/telling/file-case.ts'
import type { Person } from '../../src/org/person.ts'
import { type TestApp, type TestAppOptions, testApp } from '../support/app.ts'
import { personNamed, type TestUnits, testUnits } from '../support/people.ts'
import { human, Phone } from '../support/phone.ts'

export type Somebody = Person & { chatId: number; user: User }

/** A small town that settles what its people tell. */
export interface CaseTown {
  app: TestApp
  units: TestUnits
  phone: Phone
  /** Villager of 和平村一组. */
  zhang: Somebody
  /** His neighbour. */
  li: Somebody
  /** Information officer of 和平村一组. */
  wang: Somebody
  /** Secretary of 和平村. */
  yang: Somebody
  /** Leader in charge of 和平村. */
  zhao: Somebody
  /** Handler of 和平村. */
  qian: Somebody
  /** Mediator of 和平村. */
  sun: Somebody
  /** Secretary of the town, and its leader in charge. */
  zhou: Somebody
  wu: Somebody
  /** Officer of 团结村: an outsider to all of it. */
  zheng: Somebody
  /** A case as the verbs take it, told by 张三. */
  file(more?: Partial<CaseDraft>, by?: Person, key?: string): Promise<Filed>
}

export async function caseTown(options?: Pick<TestAppOptions, 'db'>): Promise<CaseTown> {
  const app = await testApp(options)
  const units = await testUnits(app)
  const named = async (
    ...given: Parameters<typeof personNamed> extends [unknown, ...infer Rest] ? Rest : never
  ) => {
    const person = await personNamed(app, ...given)
    return { ...person, user: human(person.telegramUserId ?? 0, person.name) }
  }
  const zhang = await named('张三', { home: units.hepingOne })
  let filed = 0
  return {
    app,
    units,
    phone: new Phone(app, features),
    zhang,
    li: await named('李四', { home: units.hepingOne }),
    wang: await named('王芳', { home: units.hepingOne, roles: [['officer', units.hepingOne]] }),
    yang: await named('杨志强', { roles: [['secretary', units.heping]] }),
    zhao: await named('赵敏', { roles: [['leader', units.heping]] }),
    qian: await named('钱多', { roles: [['handler', units.heping]] }),
    sun: await named('孙和', { roles: [['mediator', units.heping]] }),
    zhou: await named('周书记', { roles: [['secretary', units.town]] }),
    wu: await named('吴镇长', { roles: [['leader', units.town]] }),
    zheng: await named('郑文', { roles: [['officer', units.tuanjieOne]] }),
    file: (more = {}, by = zhang, key = `test:${++filed}`) =>
      fileCase(
        app,
        { personId: by.id },
        {
          words: { text: '水管坏了，三天没有水。', places: [] },
          files: [],
          kind: 'water',
          urgency: 'usual',
          privacy: 'named',
          unitId: units.hepingOne.id,
          ...more,
        },
        key,
      ),
  }
}
