import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type BuildOptions } from 'esbuild'
import { systemClock } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import type { ArrowTable, CellAsker, KernelCalls, KernelLimits } from '../kernel.ts'
import { createKernels, type Kernels } from '../kernels.ts'

/** The sandbox bundled as the product brings it along. */
async function bundleInto(folder: string): Promise<string> {
  const { kernelOptions } = (await import(pathToFileURL('scripts/bundle-options.mjs').href)) as { kernelOptions(root: string): BuildOptions }
  await build({ ...kernelOptions(process.cwd()), outdir: folder })
  return path.join(folder, 'kernel-main.js')
}

/** Kernels in a folder of their own; with the picture of Python's memory of another folder, where that has one. */
export async function openKernels(
  options: { maxRunning?: number; pictureOf?: string; limits?: Partial<KernelLimits>; onPicture?(ms: number): void } = {},
): Promise<{ kernels: Kernels; folder: string; end(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-kernels-'))
  const pictures = options.pictureOf === undefined ? [] : await readdir(options.pictureOf)
  for (const name of pictures) if (name.endsWith('.memory')) await copyFile(path.join(options.pictureOf ?? '', name), path.join(folder, name))
  const kernels = createKernels({
    entry: await bundleInto(folder),
    folder,
    clock: systemClock,
    maxRunning: options.maxRunning ?? 8,
    limits: options.limits ?? {},
    ...(options.onPicture === undefined ? {} : { onPicture: options.onPicture }),
  })
  const end = async (): Promise<void> => {
    await kernels.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { kernels, folder, end }
}

/** Somebody who waits as long as it takes. */
export const somebody: CellAsker = { fairKey: 'somebody', signal: new AbortController().signal }

/** Answers every query by the same table; `secret` fails as a broken driver would, `refused` as the gate does. */
export const callsWith = (table: ArrowTable, inputs: Record<string, number> = {}): KernelCalls => ({
  async sql(text) {
    if (text === 'secret') throw new Error('password authentication failed for user admin')
    if (text === 'refused') throw new AppError('invalid', 'Only one SELECT can be asked.')
    return table
  },
  input: async (name) => inputs[name],
})
