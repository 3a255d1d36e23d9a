import { expect, it } from 'vitest'
import { headingText } from './heading-text.ts'

it('a heading is one line, and says what was written', () => {
  expect(headingText('  Sales\nby region ')).toBe('## Sales by region')
  expect(headingText('5 * 3 [a] <b> #1')).toBe('## 5 \\* 3 \\[a\\] \\<b\\> \\#1')
})
