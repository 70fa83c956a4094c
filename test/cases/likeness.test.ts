import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  gramsOf,
  isAlike,
  likeness,
  metresBetween,
  nearM,
  sharedWords,
} from '../../src/cases/duplicates/likeness.ts'

/** Told by two people about one thing. */
const same: [string, string][] = [
  ['我们一组的自来水管漏了三天了，没人来修', '一组水管漏水，路上都结冰了，几天了没人修'],
  ['二组到村委会的路塌了一块，车过不去', '路塌方了，从二组去村委会的车都走不了，快来看看'],
  ['水渠堵了，油菜地浇不上水', '上面的水渠让石头堵住了，我们的油菜都浇不上'],
  ['垃圾池满了一个星期没人拉，臭得很', '村口垃圾池臭得不行，没有人来拉垃圾'],
  ['低保被取消了，也没有人跟我说为什么', '我的低保怎么没有了，问了几次没人说清楚'],
  ['桥上的栏杆断了，娃娃上学危险', '小桥栏杆坏了，孩子们上学走那里很危险'],
  ['停电', '村里又停电了，冰柜里的东西都化了'],
  ['变压器声音很大，晚上睡不着，还冒过火星', '变压器冒火星了，很吓人'],
  ['路灯坏了好几个，晚上看不见', '我们这里路灯不亮，已经一个月了'],
  ['邻居家的牦牛进了我家的青稞地，踩坏了一片', '牦牛踩了我家青稞，没人赔'],
  [
    '水渠堵了，油菜浇不上',
    '上个月下大雨，山上冲下来的石头把村口上面那段水渠堵了，我们几家的油菜到现在浇不上，找过管水的师傅，他说要等挖机，挖机又去修公路了，眼看苗要旱死',
  ],
]

/** Told in much the same words about different things. */
const different: [string, string][] = [
  ['我们一组的自来水管漏了三天了，没人来修', '我们一组的水费收得太高了，没人说得清'],
  ['二组到村委会的路塌了一块，车过不去', '村委会门口的路灯坏了，晚上看不见路'],
  ['草原补贴今年还没有发到卡上', '种粮补贴今年少发了一百块'],
  ['张家把地界往我家这边挪了一米多', '我家的地被征了，补偿款还没有给'],
  ['水渠堵了，油菜地浇不上水', '自来水有股怪味，不敢喝'],
  ['垃圾池满了一个星期没人拉，臭得很', '养殖场的粪水流到河里，臭得很'],
  ['低保被取消了，也没有人跟我说为什么', '合作医疗的钱扣了两次，没有人跟我说为什么'],
  ['桥上的栏杆断了，娃娃上学危险', '学校门口没有减速带，娃娃上学危险'],
  ['停电', '没有水'],
  ['我家的房子裂缝了，怕塌，请人来看看', '我家的牛丢了，请人来看看'],
  ['修路的时候把我家门口的水沟填了，下雨水就进院子', '修路的工钱到现在还没有给我们'],
  ['今年洋芋种子发芽率不行，请农技站来看看', '今年洋芋卖不出去，请帮忙找找销路'],
  ['村里的账什么时候公开，去年的集体收入分给谁了', '村里的集体草场租给外人，钱到哪里去了'],
]

describe('two tellings', () => {
  test.each(same)('of one matter are alike: %s / %s', (a, b) => expect(isAlike(a, b)).toBe(true))

  test.each(different)('of two matters are not: %s / %s', (a, b) => expect(isAlike(a, b)).toBe(false))

  // A limit that we know of: only the place, or a person, can tell here.
  test('in altogether different words are not', () => {
    expect(isAlike('草原补贴今年还没有发到卡上', '我家的草补到现在没到账')).toBe(false)
  })

  test('in Tibetan or English are compared by syllables and words', () => {
    expect(isAlike('ཆུ་མདའ་རལ་འདུག', 'ང་ཚོའི་ཆུ་མདའ་རལ་སོང་།')).toBe(true)
    expect(isAlike('ཆུ་མདའ་རལ་འདུག', 'ལམ་ཁ་ཞིག་འདུག')).toBe(false)
    expect(isAlike('The water pipe is leaking', 'our water pipe leaks')).toBe(true)
    expect([...gramsOf('水管漏水 OK pump')]).toEqual(['水管', '管漏', '漏水', 'pump'])
  })

  test('say the same words, longest first', () => {
    const [a = '', b = ''] = same[2] ?? []
    expect(sharedWords(a, b)).toEqual(['水渠', '油菜'])
    expect(sharedWords('变压器冒火星', '变压器冒火星了')).toEqual(['变压器冒火星'])
    expect(sharedWords('停电', '没有水')).toEqual([])
  })
})

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'水管漏路灯坏牦牛踩青稞的了一组 ，。abཆུ་') }),
  fc.constantFrom(...[...same, ...different].flat()),
)

test('likeness is the same from both sides, between 0 and 1, and 1 with itself where anything is said', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(likeness(a, b)).toBe(likeness(b, a))
      expect(isAlike(a, b)).toBe(isAlike(b, a))
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0)
      expect(likeness(a, b)).toBeLessThanOrEqual(1 + 1e-12)
      expect(likeness(a, a)).toBeCloseTo(gramsOf(a).size > 0 ? 1 : 0)
    }),
  )
})

test('whoever said nothing is like nobody', () => {
  fc.assert(
    fc.property(text, (a) => {
      expect(isAlike(a, '')).toBe(false)
    }),
  )
  expect(isAlike('的了是', '我们今年')).toBe(false)
})

describe('two places', () => {
  const place = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  })

  test('are as far apart from both sides, and never further than half round the earth', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(metresBetween(a, b)).toBeCloseTo(metresBetween(b, a), 3)
        expect(metresBetween(a, b)).toBeLessThanOrEqual(20_016_000)
        expect(metresBetween(a, a)).toBe(0)
      }),
    )
  })

  test('near Xining: a thousandth of a degree is 111 m to the north and 89 m to the east', () => {
    const here = { latitude: 36.6, longitude: 101.7 }
    expect(metresBetween(here, { latitude: 36.601, longitude: 101.7 })).toBeCloseTo(111.2, 0)
    expect(metresBetween(here, { latitude: 36.6, longitude: 101.701 })).toBeCloseTo(89.3, 0)
    expect(metresBetween(here, { latitude: 36.6, longitude: 101.7033 })).toBeLessThan(nearM)
    expect(metresBetween(here, { latitude: 36.6, longitude: 101.7034 })).toBeGreaterThan(nearM)
  })
})
