import { inject } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import type { WayIn, WithViewer } from '../harness/start-with-viewer.ts'
import type { HouseFacts } from './house-keeper.ts'

export type SharedHouse = Omit<WithViewer, 'atrium'> & { atrium: WayIn }

/**
 * The demo with an administrator and a viewer, which the files of a process share. A file that uses it gives what it makes
 * names of its own, leaves the project, people and what the demo brought as they are (a copy is made in a moment), and
 * counts nothing that others add to. Who cannot keep to that starts a product.
 */
export async function sharedHouse(): Promise<SharedHouse> {
  const answer = await fetch(`${inject('houseKeeper')}/${process.env['VITEST_POOL_ID']}`)
  if (!answer.ok) throw new Error(`the shared product did not start: ${await answer.text()}`)
  const { asViewer, asAdmin, ...facts } = (await answer.json()) as HouseFacts
  return { ...facts, atrium: asViewer, asAdmin, viewer: withToken(asViewer.url, asViewer.token), admin: withToken(asAdmin.url, asAdmin.token) }
}
