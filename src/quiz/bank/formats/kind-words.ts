import type { QuestionKind } from '../../question.ts'

const words: readonly (readonly [RegExp, QuestionKind | 'fill-in'])[] = [
  [/^(单|单选|单项选择|单项|单选择|single(choice)?|singleanswer)题?$/, 'single'],
  [
    /^(多|多选|多项选择|多项|不定项|不定项选择|多选择|multiple|several|multiplechoice|multipleanswers?|severalanswers)题?$/,
    'several',
  ],
  [/^(判|判断|是非|对错|判断正误|正误判断|truth|true\/?orfalse|true\/?false|trueorfalse|t\/f)题?$/, 'truth'],
  [
    /^(填空|填词|完形填空|简答|问答|论述|名词解释|解答|主观|计算|案例分析|案例|材料分析|分析|连线|匹配|排序|作文|写作|fill-?in|fillintheblanks?|shortanswer|essay|matching|numerical)题?$/,
    'fill-in',
  ],
]

const longForms: Record<string, string> = {
  ...{ 單: '单', 選: '选', 題: '题', 項: '项', 擇: '择', 斷: '断', 對: '对', 錯: '错', 誤: '误' },
  ...{ 簡: '简', 問: '问', 論: '论', 釋: '释', 詞: '词', 連: '连', 線: '线', 類: '类', 觀: '观', 計: '计' },
}

/** Which kind a file means; undefined for a kind that it leaves blank, or for 选择题, which may be either. */
export function kindOf(text: string): QuestionKind | 'fill-in' | 'unknown' | undefined {
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/./gu, (sign) => longForms[sign] ?? sign)
    .replace(/^[一二三四五六七八九十\d]+[、.]/, '')
    .replaceAll(/(?:每小?题|共)?\s*\d{1,3}(?:\.\d)?\s*分/g, '')
    .replaceAll(/[\s()[\]【】:*]+/g, '')
  if (word === '' || /^(选择|客观|choice)题?$/.test(word)) return undefined
  return words.find(([pattern]) => pattern.test(word))?.[1] ?? 'unknown'
}
