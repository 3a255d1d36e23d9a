import { beforeAll, describe, expect, it } from 'vitest'
import { loadLetters } from './other-scripts.ts'
import { textRuns, textWidth } from './text-runs.ts'
import { inItsFonts, outlined } from './written-svg.ts'

const all = ['אבג דה (1)', 'مرحبا', '数据', '한국', 'สวัสดี', 'हिन्दी', '🚀👍🏽', '٣٤']
let boxes: string[]
beforeAll(async () => void (boxes = await loadLetters([...all, 'Ä 5 \ua4d8\u200d\ufe0f'], 'en')))

const seen = (text: string): string[] => textRuns(text, 400).map((run) => run.text)

it('names the letters that no font has, and nothing that is not seen', () => expect(boxes).toEqual(['\ua4d8']))

describe('a line', () => {
  it.each([
    ['goes from left to right, each letter in the file that has it', 'a 数据 b', ['a ', '数', '据', ' b']],
    ['has words from right to left, and brackets turned', 'אבג דה (1)', ['(', '1', ')', ' ', 'דה', ' ', 'אבג']],
    ['has what is foreign where it is read', 'Total אבג דה', ['Total ', 'דה', ' ', 'אבג']],
    ['has numbers from left to right', 'مرحبا 42', ['42', ' ', 'مرحبا']],
    ['has their own digits too', 'مرحبا ٣٤', ['٣', '٤', ' ', 'مرحبا']],
    ['keeps signs together that belong together', 'a👍🏽', ['a', '👍🏽']],
  ])('%s', (_, text, runs) => expect(seen(text)).toEqual(runs))

  it.each(all)('is as wide as it is written: %s', (text) => {
    const runs = textRuns(text, 600)
    expect(textWidth(text, 10, 600)).toBeCloseTo(10 * runs.reduce((sum, { width }) => sum + width, 0))
    for (const { face, text: part, width } of runs) {
      expect(face.font.layout(part).glyphs.every(({ id }) => id !== 0)).toBe(true)
      expect(width).toBeGreaterThan(0)
    }
  })
})

it('joins the letters of a word, and makes headings bold', () => {
  const [word] = textRuns('مرحبا', 400)
  const alone = Array.from('مرحبا').reduce((sum, letter) => sum + (textRuns(letter, 400)[0]?.width ?? 0), 0)
  expect(word?.width).toBeLessThan(alone)
  expect(textWidth('مرحبا', 10, 600)).toBeGreaterThan(textWidth('مرحبا', 10, 400))
})

it('writes what is in the middle around its place, and keeps what Inter has as text', () => {
  const svg = inItsFonts(
    '<text text-anchor="middle" style="font-size:10px;font-family:sans-serif;" transform="translate(50 20)" fill="#123456">5 &amp; 数</text>',
    outlined,
  )
  const [, x = ''] = /<text x="([^"]+)"/.exec(svg) ?? []
  expect(Number(x)).toBeCloseTo(-textWidth('5 & 数', 10) / 2)
  expect(svg).toContain('>5 &amp; </text>')
  expect(svg).toMatch(/<g transform="translate\(50 20\) translate\([^)]+\) scale\(0\.01 -0\.01\)" fill="#123456"><path [^>]*d="M[^"]{20,}"/)
})

describe('letters of a drawing', () => {
  it('are written as by themselves, whatever was drawn before', async () => {
    const facesOf = async (text: string): Promise<string[]> => {
      await loadLetters([text], 'en')
      return textRuns(text, 400).map(({ face }) => face.name)
    }
    // The file of Korean has the sign of Chinese too.
    await loadLetters(['갂'], 'en')
    expect(await facesOf('駭')).toEqual([expect.stringMatching(/^noto-sans-sc-/)])
    await loadLetters(['갂'], 'en')
    expect(seen('駭')).toEqual(['駭'])
    expect(textRuns('駭', 400)[0]?.face.name).toBe('Inter-400')
  })

  it.each([
    ['en', 'of China', '直骨', 'sc'],
    ['en', 'of Japan beside kana', '直骨 ひらがな', 'jp'],
    ['de', 'of Japan beside kana of the other kind', '直骨 カタカナ', 'jp'],
    ['ja-JP', 'of Japan for who reads Japanese', '直骨', 'jp'],
    ['zh-CN', 'of China for who reads Chinese, beside kana too', '直骨 ひらがな', 'sc'],
  ])('have the shapes, in %s, %s', async (locale, _, text, family) => {
    expect(await loadLetters([text], locale)).toEqual([])
    for (const letter of '直骨') expect(textRuns(letter, 400)[0]?.face.name).toMatch(new RegExp(`^noto-sans-${family}-`))
  })

  // Each stands in another file.
  const rare = '꼬龀鸮鱿驽飚靚閸铳鐎鋪酡迺蹀費譽訓衽蛯蕅菂芴腠耔绫緑糧篑竤禉硋眡瘐甈珮狥熤瀉滗淂沬殀槺棐枊昰擰掱戥惬徼庖崤寫媞奦堛囷嗰唌叡劇僾俐亢'
  it('are all there, from however many files', async () => expect(await loadLetters([rare], 'en')).toEqual([]))
})
