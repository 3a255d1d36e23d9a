import { describe, expect, it } from 'vitest'
import { actions } from './actions.ts'
import { isInScope, isScope, scopeOf, scopes } from './scopes.ts'

describe('scopes', () => {
  it('are known to every action, and each holds one at least', () => {
    expect(actions.filter((action) => !isScope(scopeOf[action]))).toEqual([])
    const used = new Set(Object.values(scopeOf))
    // Reading alone is a scope wherever something can be written.
    expect(scopes.filter((scope) => !used.has(scope))).toEqual([])
  })

  it('of reading never reach an action that changes something', () => {
    const changing = /\.(create|create_preview|update|delete|manage|cancel|invite|upload|compile)$/
    expect(actions.filter((action) => changing.test(action) && scopeOf[action].endsWith(':read'))).toEqual([])
  })

  it('of writing hold the reading of the same resource, not the other way round and of no other', () => {
    expect(isInScope(['chart:write'], 'chart.view')).toBe(true)
    expect(isInScope(['chart:read'], 'chart.update')).toBe(false)
    expect(isInScope(['chart:write'], 'dashboard.view')).toBe(false)
    expect(isInScope(['scim'], 'member.update')).toBe(false)
    expect(isInScope([], 'self.view')).toBe(false)
    expect(actions.every((action) => isInScope(null, action))).toBe(true)
  })
})
