import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { EngineRows } from '../../packages/semantic/golden/dialects/ask.ts'
import { call, ended, type Engine, installed, lineOf } from './engine.ts'

/** The last one that runs on Java 17. */
const version = '435'

const artifact = (name: string): string => `<dependency><groupId>io.trino</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`
const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>atrium</groupId><artifactId>trino-for-tests</artifactId><version>1</version>
  <dependencies>${artifact('trino-main')}${artifact('trino-memory')}</dependencies>
</project>
`

type Answer = { nextUri?: string; data?: unknown[][]; error?: { message: string } }

/** A Trino of one node from its Maven packages, with tables in memory; asked over its own HTTP interface. */
export async function startTrino(): Promise<Engine> {
  const root = await installed('trino', 'Java 17 or newer, Maven (apt-get install maven openjdk-17-jdk-headless), and Maven Central', async (folder) => {
    await writeFile(path.join(folder, 'pom.xml'), project)
    await call('mvn', ['-q', '-B', 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies', '-DoutputDirectory=lib'], { cwd: folder })
  })
  const server = spawn('java', ['-Xmx1g', '-cp', path.join(root, 'lib', '*'), path.join(import.meta.dirname, 'TrinoForTests.java')])
  // When it does not get ready it has ended by itself.
  const [, address = ''] = await lineOf(server, /ready (http:\/\/\S+)/, 'Trino')
  const rows = async (sql: string): Promise<EngineRows> => {
    const headers = { 'X-Trino-User': 'test', 'X-Trino-Catalog': 'memory', 'X-Trino-Schema': 'default', 'X-Trino-Time-Zone': 'Pacific/Auckland' }
    let answer = (await (await fetch(`${address}/v1/statement`, { method: 'POST', headers, body: sql })).json()) as Answer
    const found: unknown[][] = []
    for (;;) {
      if (answer.error !== undefined) throw new Error(answer.error.message)
      found.push(...(answer.data ?? []))
      if (answer.nextUri === undefined) return found
      answer = (await (await fetch(answer.nextUri, { headers })).json()) as Answer
    }
  }
  return { run: async (statement) => void (await rows(statement)), rows, stop: () => ended(server, () => server.stdin.end()) }
}
