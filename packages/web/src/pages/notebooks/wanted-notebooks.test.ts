import { expect, it } from 'vitest'
import type { App } from '../../api/apps.ts'
import { changedAt, wantedNotebooks } from './wanted-notebooks.ts'

const app = (name: string, more: Partial<App> = {}): App => ({
  uuid: name,
  slug: name,
  name,
  description: null,
  space: { uuid: 's', name: 'Shared' },
  status: 'never',
  published: null,
  views: 0,
  isPinned: false,
  abilities: [],
  ...more,
})
const saved = (at: string) => ({ version: 1, at, by: null })
const apps = [
  app('A', { newest: saved('2026-01-03'), published: saved('2026-01-01'), status: 'changed' }),
  app('B', { newest: saved('2026-01-01'), unpublished: { savedAt: '2026-01-09', savedBy: null }, description: 'Weekly sales' }),
  app('C', { published: saved('2026-01-05'), status: 'published' }),
]
const names = (wish: Partial<Parameters<typeof wantedNotebooks>[1]>): string =>
  wantedNotebooks(apps, { search: '', status: '', order: 'name', ...wish })
    .map(({ name }) => name)
    .join('')

it('notebooks are found by words of name, description and space, and by status', () => {
  expect(names({})).toBe('ABC')
  expect(names({ search: ' SALES' })).toBe('B')
  expect(names({ search: 'shared', status: 'published' })).toBe('C')
  expect(names({ search: 'nothing' })).toBe('')
})

it('what was changed or published last comes first; a draft is a change', () => {
  expect(names({ order: 'changed' })).toBe('BCA')
  expect(names({ order: 'published' })).toBe('CAB')
  expect(changedAt(apps[1]!)).toBe('2026-01-09')
})
