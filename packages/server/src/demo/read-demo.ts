import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const head = z.object({ slug: z.string(), name: z.string(), description: z.string().optional() })
const spacesFile = z.array(head)
const contentFile = head.extend({ space: z.string(), document: z.looseObject({}) })

export type DemoContent = {
  spaces: z.infer<typeof spacesFile>
  charts: z.infer<typeof contentFile>[]
  dashboards: z.infer<typeof contentFile>[]
}

export type DemoScript = { name: string; sql: string }

/** Content of the demo folder: spaces, charts and dashboards, sorted by file name. Throws when a file is not as it should be. */
export async function readDemoContent(folder: string): Promise<DemoContent> {
  const content = path.join(folder, 'content')
  return {
    spaces: spacesFile.parse(parse(await readFile(path.join(content, 'spaces.yml'), 'utf8'))),
    charts: await readAll(path.join(content, 'charts')),
    dashboards: await readAll(path.join(content, 'dashboards')),
  }
}

async function readAll(folder: string): Promise<z.infer<typeof contentFile>[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yml')).toSorted()
  return Promise.all(files.map(async (file) => contentFile.parse(parse(await readFile(path.join(folder, file), 'utf8')))))
}

/** The SQL scripts that make the demo's data, in the order in which they run. */
export async function readDemoScripts(folder: string): Promise<DemoScript[]> {
  const data = path.join(folder, 'data')
  const files = (await readdir(data)).filter((file) => file.endsWith('.sql')).toSorted()
  return Promise.all(files.map(async (name) => ({ name, sql: await readFile(path.join(data, name), 'utf8') })))
}
