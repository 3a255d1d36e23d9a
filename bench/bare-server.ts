import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

const code = `
const { createServer } = require('node:http')
const { parentPort, workerData } = require('node:worker_threads')
const bytes = Buffer.from(workerData.bytes)
const server = createServer((request, response) => {
  request.resume()
  request.once('end', () => {
    response.writeHead(200, { ...workerData.headers, 'content-length': bytes.length })
    response.end(bytes)
  })
})
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

/** A bare node:http server that sends one answer to whatever comes, in a thread of its own: beside the load it would share a core with it. */
export async function startBareServer(bytes: Buffer, headers: Readonly<Record<string, string>>): Promise<{ url: string; stop(): Promise<unknown> }> {
  const worker = new Worker(code, { eval: true, workerData: { bytes, headers } })
  const [port] = (await once(worker, 'message')) as [number]
  return { url: `http://127.0.0.1:${port}/`, stop: () => worker.terminate() }
}
