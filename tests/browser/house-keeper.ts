import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where processes of tests ask for the product that their files share. */
    houseKeeper: string
  }
}

/** What somebody has to know of a shared product. */
export type HouseFacts = Pick<WithViewer, 'viewerUuid' | 'asAdmin' | 'projectUuid'> & { asViewer: WithViewer['asAdmin'] }

/**
 * Starts a product for each process of tests that asks for one, and stops them when the run is over: a process of tests
 * cannot wait for anything at its own end.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const houses = new Map<string, Promise<WithViewer>>()
  const server = createServer((request, response) => {
    const worker = request.url ?? ''
    const house = houses.get(worker) ?? startWithViewer()
    houses.set(worker, house)
    house.then(
      (started) => response.end(JSON.stringify(factsOf(started))),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  project.provide('houseKeeper', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.close()
    server.closeAllConnections()
    const started = await Promise.allSettled(houses.values())
    await Promise.all(started.flatMap((house) => (house.status === 'fulfilled' ? house.value.atrium.stop() : [])))
  }
}

const factsOf = ({ atrium: { url, adminEmail, adminPassword, token }, viewerUuid, asAdmin, projectUuid }: WithViewer): HouseFacts => ({
  asViewer: { url, adminEmail, adminPassword, token },
  viewerUuid,
  asAdmin,
  projectUuid,
})
