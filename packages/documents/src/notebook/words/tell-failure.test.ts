import { expect, it } from 'vitest'
import { tellFailure, tellNote } from './tell-failure.ts'

const old = (reason: string, message: string) => ({ code: 'invalid', reason, message, hint: null })

it('a sentence is made of the parameters: numbers as the language writes them, names as they are', () => {
  const slow = { ...old('query_timeout', 'The query took longer than 0.5 s.'), params: { seconds: 0.5 } }
  expect(tellFailure(slow, 'de-AT').message).toContain('länger als 0,5 s')
  expect(tellFailure(slow, 'en').message).toBe(slow.message)
  const name = 'sa<l>es “2024”: {seconds}'
  expect(tellFailure({ ...old('source_missing', 'There is none.'), params: { name } }, 'de').message).toContain(`Es gibt kein Ergebnis „${name}“.`)
})

it('what was kept before there were parameters stays as it is', () => {
  expect(tellFailure(old('source_missing', 'There is no result “sales”.'), 'de').message).toBe('There is no result “sales”.')
  expect(tellFailure(old('busy', 'Too much.'), 'de').message).toContain('in ein paar Sekunden')
  expect(tellNote({ reason: 'rows_cut', message: 'Only the first 10 rows.' }, 'de')).toBe('Only the first 10 rows.')
})

it('what a database and code say stays theirs, with what to do in the language of the reader', () => {
  const refused = { code: 'query_failed', reason: null, message: 'Binder Error: no column x', hint: null }
  expect(tellFailure(refused, 'de')).toEqual({ message: 'Die Datenbank meldet: Binder Error: no column x', hint: null })
  const hint = 'Define it in this cell or in another one, and check its spelling.'
  expect(tellFailure({ ...old('unknown_name', "NameError: name 'x' is not defined"), hint }, 'de')).toEqual({
    message: "NameError: name 'x' is not defined",
    hint: 'Definiere den Namen in dieser oder einer anderen Zelle, und prüfe, wie er geschrieben ist.',
  })
  expect(tellFailure({ ...old('of_tomorrow', 'Said so.'), hint: 'Do so.' }, 'de')).toEqual({ message: 'Said so.', hint: 'Do so.' })
})

it('what is wrong as it is written is told in the words of problems, with what the page calls its cells', () => {
  const found = { code: 'name_taken', name: 'sales', definedBy: ['a'], cellId: 'b', severity: 'error' } as const
  const failure = {
    ...old('name_taken', '"sales" is also defined by sales (cell 1).'),
    hint: 'Rename one.',
    problem: { found, labels: { a: 'sales (cell 1)' } },
  }
  expect(tellFailure(failure, 'de', new Map([['a', 'sales (Zelle 1)']])).message).toBe('„sales“ wird auch von sales (Zelle 1) definiert.')
  expect(tellFailure(failure, 'de')).toMatchObject({
    message: expect.stringContaining('sales (cell 1)') as string,
    hint: expect.stringContaining('Benenne') as string,
  })
  expect(tellFailure({ ...failure, hint: null }, 'de').hint).toBeNull()
})
