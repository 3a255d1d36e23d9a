import { describe, expect, it } from 'vitest'
import { actions } from './access/actions.ts'
import { listOperations } from './access/operation.ts'
// Loads every door and worker, and with them every operation there is.
import './main.ts'

describe('operations', () => {
  const operations = listOperations()

  it('are all known', () => expect(operations.length).toBeGreaterThan(60))

  it('have names of a noun and a verb', () => expect(operations.map(({ name }) => name).filter((name) => !/^[a-z_]+\.[a-zA-Z_]+$/.test(name))).toEqual([]))

  it('ask the rules about actions that exist', () => expect(operations.filter(({ action }) => !actions.includes(action))).toEqual([]))

  it('that whoever looks at an embedded app may call are about the session that they have', () => {
    const open = operations.filter(({ allow }) => allow.includes('embed'))
    expect(open.map(({ action }) => action).filter((action) => action !== 'app.run')).toEqual([])
    expect(open.map(({ name }) => name).toSorted()).toEqual([
      'app_sessions.close',
      'app_sessions.draw',
      'app_sessions.draw_cell',
      'app_sessions.export',
      'app_sessions.follow',
      'app_sessions.get',
      'app_sessions.hear',
      'app_sessions.interrupt',
      'app_sessions.run',
      'app_sessions.set_inputs',
      'app_sessions.upload',
      'app_sessions.view',
      'apps.get_of_session',
    ])
  })

  it('that write ask for more than to see', () => {
    // Looking at something must not change it; these are about oneself, or decide on each thing they touch.
    const onesOwn =
      /^(identity\.|audit\.export|warehouse_credentials\.prefer|charts\.(update_many|export_csv)|dashboards\.update_many|trash\.restore|content\.push|models\.propose_custom_metrics)/
    expect(operations.filter(({ name, action, writes }) => writes && action.endsWith('.view') && !onesOwn.test(name)).map(({ name }) => name)).toEqual([])
  })
})
