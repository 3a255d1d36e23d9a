import { describe, expect, it } from 'vitest'
import { compileProject, duckdb, isExploreError } from '@atrium/semantic'
import type { Actor } from '../../access/actor.ts'
import { exploreFor, mayUseExplore } from './explore-access.ts'

const text = `models:
  - name: pay
    meta: {required_attributes: {company: acme}, any_attributes: {team: hr, boss: "yes"}}
    columns:
      - name: id
      - {name: salary, meta: {dimension: {any_attributes: {level: high, auditor: "yes"}}, metrics: {total: {type: sum}}}}
`
const [pay] = compileProject({ files: [{ path: 'a.yml', text }], dialect: duckdb }).explores
const actor = (userAttributes: Record<string, string[]>): Actor => ({ kind: 'user', userAttributes }) as unknown as Actor

describe('what the attributes of a person open', () => {
  if (pay === undefined || isExploreError(pay)) throw new Error('pay did not compile')

  it.each([
    [{ company: ['acme'], team: ['hr'] }, true],
    [{ company: ['acme'], boss: ['yes'] }, true],
    [{ company: ['acme'] }, false],
    [{ team: ['hr'], boss: ['yes'] }, false],
    [{}, false],
  ])('an explore, with %j: %s', (attributes, expected) => expect(mayUseExplore(actor(attributes), pay)).toBe(expected))

  it('fields: those that are closed are not there', () => {
    const fields = (attributes: Record<string, string[]>): string[] => {
      const table = exploreFor(actor({ company: ['acme'], boss: ['yes'], ...attributes }), pay).tables['pay']
      return [...Object.keys(table?.dimensions ?? {}), ...Object.keys(table?.metrics ?? {})]
    }
    expect(fields({})).toEqual(['id'])
    expect(fields({ auditor: ['yes'] })).toEqual(['id', 'salary', 'total'])
  })
})
