import { expect, it } from 'vitest'
import { changeEveryState } from './change-every-state.ts'
import { applyStep, stepBetween, type DocumentStep } from './document-step.ts'

type Fields = { fields: string[] }
const of = (...fields: string[]): Fields => ({ fields })
const renamed = ({ fields }: Fields): Fields => ({ fields: fields.map((field) => (field === 'old' ? 'new' : field)) })

/** The states that steps lead through, the nearest first. */
const statesOf = (document: Fields, steps: readonly DocumentStep[]): Fields[] =>
  steps.reduceRight<Fields[]>((states, step) => [...states, applyStep(states.at(-1) ?? document, step)], [])

it('is in every state that can be undone or done again', () => {
  const [first, second, now, later] = [of('a'), of('a', 'old'), of('b', 'old'), of('b', 'old', 'c')]
  const undo = [stepBetween(second, first), stepBetween(now, second)]
  const changed = changeEveryState({ document: now, undo, redo: [stepBetween(now, later)] }, renamed)
  expect(changed.document).toEqual(of('b', 'new'))
  expect(statesOf(changed.document, changed.undo)).toEqual([of('a', 'new'), of('a')])
  expect(statesOf(changed.document, changed.redo)).toEqual([of('b', 'new', 'c')])
})

it('leaves out steps that lead nowhere any more', () => {
  const undo = [stepBetween(of('new'), of('a')), stepBetween(of('old'), of('new'))]
  const changed = changeEveryState({ document: of('old'), undo, redo: [] }, renamed)
  expect(statesOf(changed.document, changed.undo)).toEqual([of('a')])
})
