import { describe, expect, it } from 'vitest'
import { choicesOf, readParameters, writeParameters } from './chosen-parameters.ts'

describe('parameters of a dashboard', () => {
  it('come back from the address as they went into it; what is none leaves the dashboard as saved', () => {
    const values = { region: ['north', 'south'], least: 15 }
    expect(readParameters(writeParameters(values))).toEqual(values)
    expect([writeParameters({}), writeParameters(undefined)]).toEqual(['', ''])
    expect(['', '{', '[1]', '{"a":{}}', 'null'].map(readParameters)).toEqual([{}, {}, {}, {}, {}])
  })

  it('are what the viewer chose, else what the dashboard is saved with, else what its charts agree on', () => {
    const needed = ['a', 'b', 'c', 'd'].map((name) => ({ name, parameter: { label: name }, values: name === 'd' ? null : ['chart'] }))
    const choices = choicesOf(needed, { a: 'saved', b: 'saved' }, { a: ['x', 'y'] })
    expect(choices.map(({ values, isChosen }) => [values, isChosen])).toEqual([
      [['x', 'y'], true],
      [['saved'], false],
      [['chart'], false],
      [[], false],
    ])
  })
})
