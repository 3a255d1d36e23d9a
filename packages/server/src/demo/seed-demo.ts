import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { perform, type Ctx } from '../access/operation.ts'
import type { ContentCtx } from '../domain/content/content-ctx.ts'
import { seedNotebooks } from '../domain/apps/seed-notebooks.ts'
import { seedContent } from '../domain/content/seed-content.ts'
import { ensureProject } from '../domain/projects/ensure-project.ts'
import { installedFile } from '../platform/installed-file.ts'
import type { Queries } from '../query/query-service.ts'
import type { Warehouses } from '../warehouses/warehouse.ts'
import { copyDemoModels } from './copy-demo-models.ts'
import { readDemoContent } from './read-demo.ts'

export type SeedDemo = {
  organizationId: string
  demoFolder: string
  databaseFolder: string
  /** Where Atrium keeps model folders of its own. */ modelsFolder: string
  progress(message: string): void
}

/** Name of the demo's database file, and of its project. */
const databaseFile = 'demo.duckdb'
const projectName = 'Atrium demo'

/**
 * Makes the demo: data, a project on it with the demo's models, charts, dashboards and notebooks. What is there already stays,
 * so it may be called at every start.
 */
export async function seedDemo(ctx: Ctx & ContentCtx & { queries: Queries; warehouses: Warehouses }, input: SeedDemo): Promise<void> {
  const databasePath = path.join(input.databaseFolder, databaseFile)
  if (!existsSync(databasePath)) {
    input.progress('Making the demo: three million flights and a small shop …')
    await mkdir(input.databaseFolder, { recursive: true, mode: 0o700 })
    await loadInProcess(input.demoFolder, databasePath)
  }
  const models = path.join(input.modelsFolder, 'demo')
  await copyDemoModels(path.join(input.demoFolder, 'models'), models)
  const { projectId } = await ensureProject(ctx, {
    name: projectName,
    warehouse: { type: 'duckdb', database: databaseFile },
    modelSource: { type: 'folder', path: models },
  })
  const { notebooks, ...content } = await readDemoContent(input.demoFolder)
  await perform(seedContent, ctx, { projectId, ...content })
  await perform(seedNotebooks, ctx, { projectId, notebooks })
}

/** The engine's memory for loading goes back to the machine with its process. */
async function loadInProcess(demoFolder: string, databasePath: string): Promise<void> {
  const entry = installedFile('demo-loader-process.js', 'dist/demo-loader-process.js')
  const child = spawn(process.execPath, [entry, demoFolder, databasePath], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (piece: Buffer) => {
    complaint = (complaint + piece.toString('utf8')).slice(-4000)
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The demo's data could not be made:\n${complaint}`)
}
