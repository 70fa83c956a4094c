import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { loadTexts } from '../../../src/lib/i18n.ts'
import { writeSpreadsheet } from '../../../src/lib/spreadsheet.ts'
import { readAiken } from '../../../src/quiz/bank/formats/aiken.ts'
import { readQuestionFile, rowsIn } from '../../../src/quiz/bank/formats/read-file.ts'
import { contentOf, type ReadRow } from '../../../src/quiz/bank/formats/said-question.ts'
import { faultWords } from '../../../src/quiz/bank/import-texts.ts'
import { content } from './questions.ts'

const texts = loadTexts()

async function rowsOf(text: string | Uint8Array, fileName = 'q.csv'): Promise<ReadRow[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const read = await readQuestionFile({ fileName, bytes })
  return read ? rowsIn(read) : []
}

/** What became of the only question of a file: its content, or why not, in Chinese. */
async function only(text: string, fileName?: string) {
  const [row, ...more] = await rowsOf(text, fileName)
  if (!row || more.length > 0) throw new Error(`${more.length + 1} questions`)
  return 'refused' in row ? faultWords(texts.in('zh-CN'), row.refused) : contentOf(row.said)
}

const head = '题型,题目,选项A,选项B,选项C,选项D,答案'
const asRow = (row: string, more = '') => only(`${head}${more}\n${row}\n`)

describe('a row of a table', () => {
  test('with all that a bank knows', async () => {
    const heads = '题型,题目,选项A,选项B,选项C,选项D,答案,解析,出处,章节,标签,有效期'
    const row =
      '多选题,下列哪些能扑灭油锅的火？,锅盖,水,湿布,油,A、C,隔绝空气,消防常识,消防,"火灾,厨房",2026年1月1日至2026-12-31'
    expect(await only(`${heads}\n${row}\n`)).toEqual(
      content({
        kind: 'several',
        stem: '下列哪些能扑灭油锅的火？',
        options: ['锅盖', '水', '湿布', '油'],
        right: [0, 2],
        explanation: '隔绝空气',
        source: '消防常识',
        chapter: '消防',
        tags: ['火灾', '厨房'],
        validFrom: '2026-01-01',
        validUntil: '2026-12-31',
      }),
    )
  })

  test.each([
    ['单选', 'single'],
    ['单选题', 'single'],
    ['单项选择题', 'single'],
    ['一、单选题', 'single'],
    ['【单选】', 'single'],
    ['选择题', 'single'],
    ['', 'single'],
    ['多选', 'several'],
    ['多项选择题', 'several'],
    ['不定项选择题', 'several'],
    ['单选题（2分）', 'single'],
    ['单', 'single'],
    ['單選題', 'single'],
    ['多', 'several'],
    ['多选题 每题2分', 'several'],
    ['多選題', 'several'],
  ])('of the kind “%s”', async (kind, read) => {
    expect(await asRow(`${kind},题,甲,乙,丙,,B`)).toMatchObject({ kind: read, right: [1] })
  })

  test.each([
    'ABD',
    'abd',
    'A,B,D',
    'A、B、D',
    'A B D',
    'A；B；D',
    'ＡＢＤ',
    '答案：ABD',
    'A|B|D',
    '（ABD）',
    'A、B、D。',
    '【ABD】',
    'A+B+D',
    '选ABD',
    '答：ABD',
    '“ABD”',
  ])('with the answer “%s”', async (answer) => {
    expect(await asRow(`,题,甲,乙,丙,丁,"${answer}"`)).toMatchObject({ kind: 'several', right: [0, 1, 3] })
  })

  test.each([
    ['对', 0],
    ['正确', 0],
    ['√', 0],
    ['T', 0],
    ['TRUE', 0],
    ['A', 0],
    ['是', 0],
    ['错', 1],
    ['错误', 1],
    ['×', 1],
    ['X', 1],
    ['F', 1],
    ['Ｆ', 1],
    ['B', 1],
    ['否', 1],
    ['对的', 0],
    ['✔️', 0],
    ['错的。', 1],
  ])('true or false by “%s”', async (answer, place) => {
    const truth = { kind: 'truth', options: [], right: [place] }
    expect(await asRow(`判断题,水火无情,,,,,${answer}`)).toMatchObject(truth)
    expect(await asRow(`判断,水火无情,对,错,,,${answer}`)).toMatchObject(truth)
  })

  test.each(['判', '判斷題', '判断题（1分）'])('true or false of the kind “%s”', async (kind) => {
    expect(await asRow(`${kind},水火无情,,,,,对`)).toMatchObject({ kind: 'truth', right: [0] })
  })

  test('between options that could be true and false, where the file says it is a choice', async () => {
    const choice = (options: string[]) => ({ kind: 'single', options })
    expect(await asRow('单选题,哪个字母是第20个,T,F,,,A')).toMatchObject(choice(['T', 'F']))
    expect(await asRow('单选题,要不要,是,否,,,是')).toMatchObject(choice(['是', '否']))
    expect(await asRow('单选题,水火无情,对,错,,,A')).toMatchObject(choice(['对', '错']))
    expect(await asRow(',要不要,是,否,,,A')).toMatchObject(choice(['是', '否']))
  })

  test('with options that differ in a small or circled number alone', async () => {
    expect(await asRow('单选题,水是,H2O,H²O,H₂O,①,C')).toMatchObject({ right: [2] })
  })

  test('true or false with its options the other way round', async () => {
    expect(await asRow('判断题,水火无情,错误,正确,,,B')).toMatchObject({ kind: 'truth', right: [0] })
    expect(await asRow(',水火无情,×,√,,,A')).toMatchObject({ kind: 'truth', right: [1] })
    expect(await asRow('判断题,水火无情,A.否,B.是,,,A')).toMatchObject({ kind: 'truth', right: [1] })
  })

  test('whose answer is the words of an option', async () => {
    expect(await asRow('单选题,题,上海、天津,上海、嘉兴,,,上海、嘉兴')).toMatchObject({ right: [1] })
  })

  test('with a column that was left empty: letters mean columns', async () => {
    expect(await asRow('单选题,题,甲,,丙,丁,D')).toMatchObject({ options: ['甲', '丙', '丁'], right: [2] })
    expect(await asRow('单选题,题,甲,,丙,丁,B')).toBe('答案“B”不在选项里')
  })

  test('whose options carry their letters', async () => {
    expect(await asRow('单选题,题,A. 甲,B、乙,C．丙,,B')).toMatchObject({ options: ['甲', '乙', '丙'] })
    expect(await asRow('单选题,题,A. 甲,乙,,,B')).toMatchObject({ options: ['A. 甲', '乙'] })
  })

  test('with its options in one cell', async () => {
    const heads = '题目,选项,答案'
    for (const cell of ['甲|乙|丙', 'A.甲 B.乙 C.丙', 'A、甲\nB、乙\nC、丙', 'A:甲;B:乙;C:丙'])
      expect(await only(`${heads}\n题,"${cell}",C`), cell).toMatchObject({
        options: ['甲', '乙', '丙'],
        right: [2],
      })
  })

  test.each([
    ['2026-12-31', undefined, '2026-12-31'],
    ['2026/3/1-2026/4/5', '2026-03-01', '2026-04-05'],
    ['2026.3.1～2026.4.5', '2026-03-01', '2026-04-05'],
    ['2026-03-01到2026-04-05', '2026-03-01', '2026-04-05'],
    ['从2026年3月1日起', '2026-03-01', undefined],
    ['截至2026年3月', undefined, '2026-03-31'],
    ['20260301', undefined, '2026-03-01'],
    ['2026年', undefined, '2026-12-31'],
    ['长期有效', undefined, undefined],
    ['2026年1月1日至长期', '2026-01-01', undefined],
    ['2026-01-01 至今', '2026-01-01', undefined],
    ['自2026年1月1日起施行', '2026-01-01', undefined],
    ['', undefined, undefined],
  ])('valid “%s”', async (days, validFrom, validUntil) => {
    expect(await asRow(`单选题,题,甲,乙,,,A,${days}`, ',有效期')).toMatchObject({ validFrom, validUntil })
  })
})

describe('a row is refused, in words, because', () => {
  const long = '长'.repeat(301)
  test.each([
    ['单选题,题,甲,乙,,,', '没有答案'],
    ['单选题,题,甲,乙,,,E', '答案“E”不在选项里'],
    ['单选题,题,甲,乙,,,1', '答案“1”不在选项里'],
    ['单选题,题,甲,乙,,,丁', '答案“丁”不在选项里'],
    ['单选题,题,甲,乙,甲,,A', '选项A和选项C一样'],
    ['单选题,题,甲,,,,A', '选项不到两个'],
    ['单选题,题,,,,,A', '选项不到两个'],
    [`单选题,${long},甲,乙,,,A`, '题目有 301 个字，最多 300 个'],
    [`单选题,题,甲,${long.slice(0, 101)},,,A`, '选项B有 101 个字，最多 100 个'],
    ['填空题,题,,,,,五四运动', '填空、简答这类题收不了，只收单选、多选和判断'],
    ['简答题,题,,,,,略', '填空、简答这类题收不了，只收单选、多选和判断'],
    ['单选题,题,甲,乙,丙,,AB', '单选题写了几个答案，要么只留一个，要么改成多选'],
    ['单选题,,甲,乙,,,A', '没有题目'],
    ['抢答题,题,甲,乙,,,A', '不认识题型“抢答题”，请写单选、多选或者判断'],
    ['判断题,题,,,,,也许', '判断题的答案“也许”看不懂，请写对或者错'],
  ])('%s', async (row, why) => {
    expect(await asRow(row)).toBe(why)
  })

  test.each(['2026-02-30', '明年', '2026-12-31至2026-01-01', '2026-13'])(
    'its days are “%s”',
    async (days) => {
      expect(await asRow(`单选题,题,甲,乙,,,A,${days}`, ',有效期')).toBe(
        '有效期看不懂，请写成 2026-01-01 到 2026-12-31',
      )
    },
  )

  test('its explanation, or its words around it, are too long', async () => {
    expect(await asRow(`单选题,题,甲,乙,,,A,${'长'.repeat(1_001)}`, ',解析')).toBe(
      '解析有 1001 个字，最多 1000 个',
    )
    expect(await asRow(`单选题,题,甲,乙,,,A,${'长'.repeat(101)}`, ',出处')).toBe(
      '出处、章节最多 100 个字，标签最多 10 个、每个最多 20 个字',
    )
  })

  test('it stands in the file before: with signs, spaces and the order of the options aside', async () => {
    const rows = await rowsOf(
      `${head}\n单选题,题（ ）。,甲,乙,,,A\n单选题, 题（）,乙,甲,,,B\n单选题,题,甲,丙,,,A\n`,
    )
    const words = rows.map((row) => ('refused' in row ? faultWords(texts.in('zh-CN'), row.refused) : '好'))
    expect(words).toEqual(['好', '和第 2 行是同一道题', '好'])
  })
})

describe('a table', () => {
  test('of whatever encoding, with a mark or without', async () => {
    const text = `${head}\n判断题,水火无情,,,,,对\n`
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      iconv.encode(text, 'gb18030'),
      Buffer.from(text.replaceAll(',', '\t')),
    ])
      expect(await rowsOf(bytes)).toMatchObject([{ line: 2, said: { stem: '水火无情' } }])
  })

  test('as a spreadsheet, with a title above its header', async () => {
    const bytes = await writeSpreadsheet(
      [
        {
          name: '题',
          columns: ['青禾镇题库', '', '', ''].map((title) => ({ head: title, width: 9 })),
          rows: [
            ['试题', 'A', 'B', '标准答案'],
            ['红军长征开始于哪一年？', '1934', '1935', 'A'],
          ],
        },
      ],
      'Asia/Shanghai',
    )
    expect(await rowsOf(bytes, '题.xlsx')).toMatchObject([
      { line: 3, said: { kind: 'single', options: ['1934', '1935'], right: [0] } },
    ])
  })

  test('with other words in its header', async () => {
    for (const heads of [
      '试题类型,题干,选项1,选项2,正确答案',
      'Type,Question,Option A,Option B,Answer',
      '*题型,题目（必填）,A选项,B选项,参考答案',
    ])
      expect(await only(`${heads}\n单选,题,甲,乙,B`), heads).toMatchObject({ right: [1] })
  })

  test('with options that are called by numbers: an answer is a place, or what an option says', async () => {
    for (const heads of ['题干,选项1,选项2,选项3,答案', '题干,选项一,选项二,选项三,答案'])
      for (const [answer, right] of [
        ['2', [1]],
        ['"1,3"', [0, 2]],
        ['13', [0, 2]],
        ['二', [1]],
        ['B', [1]],
        ['丙', [2]],
      ] as const)
        expect(await only(`${heads}\n题,甲,乙,丙,${answer}`), answer).toMatchObject({ right })
    const heads = '题干,选项1,选项2,选项3,答案'
    expect(await only(`${heads}\n年份,2,1,3,1`)).toBe(
      '答案“1”说不准是第几个选项，还是选项里写的“1”，请写字母，比如 A',
    )
    expect(await only(`${heads}\n年份,1919,1,3,2`)).toMatchObject({ right: [1] })
    expect(await only(`${heads}\n年份,1,2,3,3`)).toMatchObject({ right: [2] })
    expect(await only(`${heads}\n年份,7,5,3,7`)).toMatchObject({ right: [0] })
    expect(await only(`${heads}\n年份,甲,乙,,3`)).toBe('答案“3”不在选项里')
  })

  test('with more columns of options than the bank takes: refused where they are filled in', async () => {
    const heads = '题目,选项A,选项B,选项C,选项D,选项E,选项F,选项G,选项H,选项I,选项J,答案'
    expect(await only(`${heads}\n题,1,2,3,4,5,6,7,8,9,10,B`)).toBe('选项最多 8 个')
    expect(await only(`${heads}\n题,甲,乙,,,,,,,丙,,I`)).toBe('选项最多 8 个')
    expect(await only(`${heads}\n题,甲,乙,,,,,,,,,B`)).toMatchObject({ right: [1] })
  })

  test('parted by whatever sign gives a header', async () => {
    const rows = [
      '题型,题目,选项A,选项B,答案(多选用;隔开)\n单选,题,甲,乙,A\n',
      '党史题库\n题型;题目;选项A;选项B;答案\n单选;题;甲;乙;A\n',
      '党史题库;2026\n题型,题目,选项A,选项B,答案\n单选,题,甲,乙,A\n',
      '题型，题目，选项A，选项B，答案\n单选，题，甲，乙，A\n',
      '"题型","题目","选项A","选项B","答案"\n"单选","题","甲","乙","A"\n',
    ]
    for (const text of rows)
      expect(await only(text), text).toMatchObject({ options: ['甲', '乙'], right: [0] })
    const text = '题型\t题目\t选项A\t选项B\t答案\r\n单选\t题\t甲\t乙\tA\r\n'
    for (const name of ['q.csv', 'q.txt'])
      for (const encoding of ['utf-16le', 'utf-16be'])
        expect(await rowsOf(iconv.encode(text, encoding, { addBOM: true }), name)).toMatchObject([
          { said: { options: ['甲', '乙'] } },
        ])
  })

  test('with a quote that is never closed: its line is named', async () => {
    await expect(
      rowsOf(`${head}\n,好题,甲,乙,,,A\n,"中国梦,甲,乙,,,A\n,题,甲,乙,,,A\n`),
    ).rejects.toMatchObject({
      code: 'table-quote-open',
      args: { line: 3 },
    })
  })

  test('of twenty thousand questions is taken, of one more not', async () => {
    const rows = (count: number) =>
      `题库\n题目,答案\n${Array.from({ length: count }, (_, at) => `第${at}题,对\n`).join('')}`
    expect(await rowsOf(rows(20_000))).toHaveLength(20_000)
    await expect(rowsOf(rows(20_001))).rejects.toMatchObject({ code: 'table-too-long' })
  })

  test('names the columns that nothing is read of', async () => {
    const read = await readQuestionFile({
      fileName: 'a.csv',
      bytes: Buffer.from('没收的原因,序号,题目,答案,试题分析,难度\n,1,题,对,因为,易\n'),
    })
    expect(read?.unknown).toEqual(['试题分析', '难度'])
  })

  test('without a column of answers is a bank whose rows have none', async () => {
    expect(await only('题目,选项A,选项B\n题,甲,乙')).toBe('没有答案')
  })

  test('of prices, or of anything else, is none of questions', async () => {
    for (const text of ['品名,平均价,单位,发布日期\n土豆,1.2,斤,2026-03-02\n', '姓名,电话\n张三,1\n', ''])
      expect(await readQuestionFile({ fileName: 'a.csv', bytes: Buffer.from(text) })).toBeUndefined()
  })
})

describe('GIFT, as docs.moodle.org has it', () => {
  const gift = (text: string) => only(text, 'q.gift')

  test.each([
    ["Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}", { kind: 'single', right: [2] }],
    ["Grant is {~buried =entombed ~living} in Grant's tomb.", { stem: "Grant is _____ in Grant's tomb." }],
    ["Grant is buried in Grant's tomb.{FALSE}", { kind: 'truth', right: [1] }],
    ['The sun rises in the east.{T#Not so#Yes, so}', { kind: 'truth', right: [0], explanation: 'Yes, so' }],
    [
      "What two people are entombed in Grant's tomb? {\n ~%-100%No one\n ~%50%Grant\n ~%50%Grant's wife\n ~%-100%Grant's father\n}",
      { kind: 'several', right: [1, 2] },
    ],
    [
      '::Q1:: 1+1\\=? {\n=2 #right\n~3 #wrong\n####Count\\: one, two\n}',
      { stem: '1+1=?', explanation: 'Count: one, two' },
    ],
    ['q{=a #because\n~b}', { explanation: 'because' }],
    ['[html]<p>Is <b>2 &lt; 3</b>?</p>{T}', { stem: 'Is 2 < 3?' }],
    [
      '[html]<p>一大&ldquo;开幕&rdquo;&#8220;在&#x201d;？</p>{\n ~<p>1919&middot;年</p>\n =<b>1921</b>年#<p>对&hellip;</p>\n ####<p>见&#39;党史&#39; &unknown;</p>\n}',
      {
        stem: '一大“开幕”“在”？',
        options: ['1919·年', '1921年'],
        explanation: "见'党史' &unknown;",
      },
    ],
    ['[html]q{=[plain]<b> ~c}', { options: ['<b>', 'c'] }],
    ['[plain]q <img>{=a ~b}', { stem: 'q <img>' }],
    ['q{F#no. \\#1#yes\\#2}', { kind: 'truth', explanation: 'yes#2' }],
    ['// a comment\nq {\n=a\n// another\n~b\n}', { stem: 'q', options: ['a', 'b'] }],
    ['x\\{1\\} is? {=one ~two}', { stem: 'x{1} is?' }],
    ['$CATEGORY: $course$/top/党史\n\nq{=a ~b}', { chapter: '党史' }],
    ['$CATEGORY: tom/dick\nq{=a ~b}', { chapter: 'tom/dick' }],
    ['// [id:7] [tag:党史] [tag:建党]\nq{=a ~b}', { tags: ['党史', '建党'] }],
  ])('%s', async (text, read) => {
    expect(await gift(text)).toMatchObject(read)
  })

  const picture = '题里有图，请先去掉图；收下以后可以在题卡上配图'
  test.each([
    ["Who's buried?{=no one =nobody}", '填空、简答这类题收不了，只收单选、多选和判断'],
    ['When was he born?{#1822:5}', '填空、简答这类题收不了，只收单选、多选和判断'],
    ['Match.{=Canada->Ottawa =Italy->Rome}', '填空、简答这类题收不了，只收单选、多选和判断'],
    ['Write about it.{}', '填空、简答这类题收不了，只收单选、多选和判断'],
    ['A heading that asks nothing', '没有答案'],
    ['[html]<p>看图<img src="@@PLUGINFILE@@/a.png" alt="图"/>选</p>{=a ~b}', picture],
    ['q{=<img src=a> ~b}', picture],
    ['[markdown]q{=a ~![图](a.png)}', picture],
    ['q{=a ~b', '这一段看不懂，大括号没有配对'],
    ['{=a ~b}', '没有题目'],
    ['q{=a =b ~c}', '单选题写了几个答案，要么只留一个，要么改成多选'],
    ['q{~a ~b}', '没有答案'],
    ['// [until:2026-02-30]\nq{=a ~b}', '有效期看不懂，请写成 2026-01-01 到 2026-12-31'],
  ])('refuses %s', async (text, why) => {
    expect(await gift(text)).toBe(why)
  })

  test('in a .txt is told from Aiken', async () => {
    expect(await only('q{=a ~b}\n', 'q.txt')).toMatchObject({ options: ['a', 'b'] })
  })

  test('in a .txt with a line that looks like an answer of Aiken is GIFT still', async () => {
    const rows = await rowsOf('题{\n=甲\n~乙\n####解析如下\n答案：甲\n}\n\n题2{=甲 ~乙}\n', 'q.txt')
    expect(rows).toMatchObject([{ said: { explanation: '解析如下\n答案：甲' } }, { said: { stem: '题2' } }])
  })

  test('in a .txt is no table that has braces in it, and the other way round', async () => {
    expect(await only(`${head}\n单选,题{注},甲,乙,,,A\n`, 'q.txt')).toMatchObject({ stem: '题{注}' })
    expect(await only('题目,答案{=对 ~错 ~都不是}\n', 'q.txt')).toMatchObject({
      options: ['对', '错', '都不是'],
    })
  })

  test('many questions keep their lines', async () => {
    const rows = await rowsOf('q{=a ~b}\n\n\n// c\nr{T}\n', 'q.gift')
    expect(rows.map(({ line }) => line)).toEqual([1, 4])
  })
})

describe('Aiken, as docs.moodle.org has it', () => {
  const aiken = (text: string) => rowsOf(text, 'q.txt')

  test('with points or brackets', async () => {
    const rows = await aiken(
      'What is the correct answer to this question?\nA. Is it this one?\nB. Maybe this answer?\nC. Possibly this one?\nANSWER: C\n\nWhich LMS?\nA) Moodle\nB) ATutor\nANSWER: A\n',
    )
    expect(rows).toMatchObject([
      { line: 1, said: { stem: 'What is the correct answer to this question?', right: [2] } },
      { line: 7, said: { options: ['Moodle', 'ATutor'], right: [0] } },
    ])
  })

  test('as it is written here', async () => {
    const text =
      '中国共产党成立于哪一年？\r\nA、1919\r\nB、1921\r\n答案：B\r\n\r\n哪些是？\r\nA．甲\r\nB．乙\r\n答案：AB\r\n'
    expect(await aiken(text)).toMatchObject([
      { said: { kind: 'single', right: [1] } },
      { said: { kind: 'several', right: [0, 1] } },
    ])
    expect(await rowsOf(iconv.encode(text, 'gb18030'), 'q.txt')).toHaveLength(2)
    expect(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le'), 'q.txt')).toHaveLength(2)
  })

  test('true or false', async () => {
    expect(await aiken('The Coelacanth is extinct.\nA) True\nB) False\nANSWER: B\n')).toMatchObject([
      { said: { kind: 'truth', right: [1] } },
    ])
  })

  test('with what is written under the answer: it belongs to the question above, and is none itself', async () => {
    const rows = await aiken(
      '题一\nA. 甲\nB. 乙\n答案：B\n解析：因为乙\n第二行\n\n出处：《简史》\n难度：易\n章节：党史\n\n题二\nA. 甲\nB. 乙\n答案：A。解析：因为甲\n【解析】再说\n3. 题三\nA. 甲\nB. 乙\n【答案】AB\n',
    )
    expect(rows).toMatchObject([
      {
        line: 1,
        said: {
          stem: '题一',
          explanation: '因为乙\n第二行',
          source: '《简史》',
          chapter: '党史',
          right: [1],
        },
      },
      { line: 12, said: { stem: '题二', explanation: '因为甲\n再说', right: [0] } },
      { line: 17, said: { stem: '3. 题三', explanation: undefined, right: [0, 1] } },
    ])
  })

  test('with its explanation before the answer; a stem may begin so', async () => {
    const rows = await aiken(
      '题一\nA. 甲\nB. 乙\n解析：因为乙\n答案：B\n\n关于改革：\n说明：选一个\nA. 甲\nB. 乙\n答案：A\n',
    )
    expect(rows).toMatchObject([
      { said: { stem: '题一', explanation: '因为乙' } },
      { said: { stem: '关于改革：\n说明：选一个', explanation: undefined } },
    ])
  })

  test('with more options than the bank can hold is refused once', async () => {
    const options = [...'ABCDEFGHIJ'].map((letter, at) => `${letter}. ${at}\n`).join('')
    const rows = await aiken(`题\n${options}ANSWER: B\n\n题二\nA. 甲\nB. 乙\nANSWER: B\n`)
    expect(rows.map((row) => 'refused' in row && row.refused.why)).toEqual(['many-options', false])
  })

  test('without an answer, with one that is no option, without options', async () => {
    const rows = await aiken('q\nA. a\nB. b\n\nr\nA. a\nB. b\nANSWER: D\n\ns\nANSWER: A\n')
    expect(rows.map((row) => 'refused' in row && row.refused.why)).toEqual([
      'no-answer',
      'answer-not-option',
      'few-options',
    ])
  })
})

test('every reason is said in every language', () => {
  const whys = [
    ...[
      'no-stem',
      'stem-too-long',
      'kind-unknown',
      'fill-in',
      'no-answer',
      'answer-not-option',
      'answer-not-truth',
    ],
    ...[
      'several-answers',
      'few-options',
      'many-options',
      'option-too-long',
      'repeated-option',
      'blank-option',
    ],
    ...['bad-days', 'explanation-too-long', 'words-too-long', 'unreadable', 'picture', 'cell-format'],
    ...['answer-unclear', 'repeated-row', 'repeated-in-sheet'],
  ]
  const args = {
    length: 301,
    longest: 300,
    kind: '抢答',
    answer: 'E',
    most: 8,
    option: 'B',
    first: 'A',
    second: 'C',
    tag: 20,
    column: '选项A',
    sheet: '单选',
  }
  const said = texts.languages.map((language) =>
    [language, ...whys.map((why) => texts.in(language)(`question-row-${why}`, args))].join('\n'),
  )
  expect(said.join('\n\n')).toMatchSnapshot()
  expect([...texts.missing()]).toEqual([])
})

test('a hostile file is refused without keeping anybody waiting', async () => {
  const rows = async (text: string, name: string) => (await rowsOf(text, name)).map((row) => 'refused' in row)
  expect(await rows(`q{${'~a'.repeat(500_000)}}`, 'q.gift')).toEqual([true])
  expect(await rows(`// ${'[tag:'.repeat(500_000)}\nq{=a ~b}`, 'q.gift')).toEqual([false])
  expect(await rows(`题目,选项A,选项B,答案,有效期\n题,甲,乙,A,${'1-'.repeat(500_000)}`, 'q.csv')).toEqual([
    true,
  ])
  expect(await rows(`${'('.repeat(500_000)}\n题目,答案\n题,对`, 'q.csv')).toEqual([false])
})

test('a hostile text of Aiken is read in no time', () => {
  const begun = performance.now()
  for (const sign of ['。', '解析', '解析：', '答案：A\n', '解析：\n', 'x\n', 'A. 甲\n', '【', '答案 '])
    expect(readAiken(`题\nA. 甲\nB. 乙\n解析：${sign.repeat(100_000)}\n答案：A`)).not.toEqual([])
  expect(performance.now() - begun).toBeLessThan(5_000)
})
