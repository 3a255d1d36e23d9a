import { expect, it } from 'vitest'
import { durationText } from './run-texts.ts'

it('what took milliseconds is told in milliseconds, longer things in rounder words', () => {
  expect([0, 40, 1440, 12_400, 180_000].map((ms) => durationText(ms, 'en'))).toEqual(['0 ms', '40 ms', '1.4 sec', '12 sec', '3 min'])
  expect(durationText(40, 'de')).toBe('40 ms')
})
