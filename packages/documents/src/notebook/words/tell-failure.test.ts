import { expect, it } from 'vitest'
import { tellFailure, tellNote } from './tell-failure.ts'

const failure = (reason: string | null, message: string, hint: string | null = null) => ({ code: 'invalid', reason, message, hint })

it.each([
  [
    'source_missing',
    'There is no result “sa<l>es”. Choose another one.',
    'Es gibt kein Ergebnis „sa<l>es“. Wähle ein anderes, oder leg eine Zelle an, die es liefert.',
  ],
  [
    'query_timeout',
    'The query took longer than 60 s and was stopped.',
    'Die Abfrage dauerte länger als 60 s und wurde angehalten. Grenze sie mit einem Filter ein.',
  ],
  ['value_too_long', 'The values of this cell have 1,200,000 characters', 'Die Werte dieser Zelle haben zusammen 1.200.000 Zeichen: zu viele.'],
  ['component_failed', 'In the component “A”, cell “b”: TypeError: x', 'In der Komponente „A“, Zelle „b“: TypeError: x'],
  ['component_version_missing', '“Sales 2024” has no version 3.', '„Sales 2024“ hat keine Version 3.'],
  ['component_failed', 'In the component “Sales: EU”, cell “"b": 2”: there is no “x”: y', 'In der Komponente „Sales: EU“, Zelle „"b": 2“: there is no “x”: y'],
  [
    'query_timeout',
    'The query took longer than 0.5 s and was stopped.',
    'Die Abfrage dauerte länger als 0,5 s und wurde angehalten. Grenze sie mit einem Filter ein.',
  ],
  ['crashed', 'The process that ran the cell ended.', 'Der Prozess, in dem die Zelle lief, ist zu Ende gegangen.'],
  ['crashed', 'Python ended: unreachable', 'Python ended: unreachable'],
  ['name_unknown', 'No cell gives a result named "sales".', 'Keine Eingabe oder Zelle liefert etwas namens „sales“.'],
  ['component_input', '“A” has no input “b”.', '„A“ hat keine Eingabe „b“.'],
])('whoever reads German is told why a cell has no answer: %s', (reason, message, german) => {
  expect(tellFailure(failure(reason, message), 'de-AT').message).toBe(german)
  expect(tellFailure(failure(reason, message), 'en').message).toBe(message)
})

it('what a database and code say stays theirs, with what to do in the language of the reader', () => {
  const refused = { code: 'query_failed', reason: null, message: 'Binder Error: no column x', hint: null }
  expect(tellFailure(refused, 'de')).toEqual({ message: 'Die Datenbank meldet: Binder Error: no column x', hint: null })
  const hint = 'Define it in this cell or in another one, and check its spelling.'
  expect(tellFailure(failure('unknown_name', "NameError: name 'x' is not defined", hint), 'de')).toEqual({
    message: "NameError: name 'x' is not defined",
    hint: 'Definiere den Namen in dieser oder einer anderen Zelle, und prüfe, wie er geschrieben ist.',
  })
  expect(tellFailure(failure('of_tomorrow', 'Said so.', 'Do so.'), 'de')).toEqual({ message: 'Said so.', hint: 'Do so.' })
})

it('notes are in the language of the reader', () => {
  const cut = { reason: 'rows_cut', message: 'Only the first 10,000 rows are here: there are more.' }
  expect([tellNote(cut), tellNote(cut, 'de')]).toEqual([cut.message, 'Hier sind nur die ersten 10.000 Zeilen: Es gibt mehr.'])
})
