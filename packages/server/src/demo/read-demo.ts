import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { readNotebookFile, type NotebookFile } from '@atrium/documents'
import { parse } from 'yaml'
import { z } from 'zod'

const head = z.object({ slug: z.string(), name: z.string(), description: z.string().optional() })
const spacesFile = z.array(head)
const contentFile = head.extend({ space: z.string(), document: z.looseObject({}) })

export type DemoContent = {
  spaces: z.infer<typeof spacesFile>
  charts: z.infer<typeof contentFile>[]
  dashboards: z.infer<typeof contentFile>[]
  notebooks: NotebookFile[]
}

export type DemoScript = { name: string; sql: string }

/** Content of the demo folder: spaces, charts, dashboards and notebooks, sorted by file name. Throws when a file is not as it should be. */
export async function readDemoContent(folder: string): Promise<DemoContent> {
  const content = path.join(folder, 'content')
  return {
    spaces: spacesFile.parse(parse(await readFile(path.join(content, 'spaces.yml'), 'utf8'))),
    charts: await readAll(path.join(content, 'charts')),
    dashboards: await readAll(path.join(content, 'dashboards')),
    notebooks: await readNotebooks(path.join(content, 'notebooks')),
  }
}

async function readAll(folder: string): Promise<z.infer<typeof contentFile>[]> {
  return Promise.all((await filesOf(folder, '.yml')).map(async (file) => contentFile.parse(parse(await readFile(path.join(folder, file), 'utf8')))))
}

async function readNotebooks(folder: string): Promise<NotebookFile[]> {
  return Promise.all(
    (await filesOf(folder, '.yml')).map(async (file) => {
      const { notebook, problems } = readNotebookFile({ path: file, text: await readFile(path.join(folder, file), 'utf8') })
      if (notebook === null) throw new Error(`${file}: ${problems.map(({ message }) => message).join(' ')}`)
      return notebook
    }),
  )
}

const filesOf = async (folder: string, ending: string): Promise<string[]> => (await readdir(folder)).filter((file) => file.endsWith(ending)).toSorted()

/** The SQL scripts that make the demo's data, in the order in which they run. */
export async function readDemoScripts(folder: string): Promise<DemoScript[]> {
  const data = path.join(folder, 'data')
  return Promise.all((await filesOf(data, '.sql')).map(async (name) => ({ name, sql: await readFile(path.join(data, name), 'utf8') })))
}
